"use strict";
// Scalar's validator tries whether it may make code of strings, which the policy would refuse and report. It need not try.
globalThis.__zod_globalConfig = { jitless: true };
