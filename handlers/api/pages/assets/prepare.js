"use strict";
// Without this, Scalar's validator tests whether eval is allowed, and the browser reports a violation of the policy.
globalThis.__zod_globalConfig = { jitless: true };
