// Each generated function calls this instead of `fetch`.
import { env } from "node:process";

export async function clientFetch<Result>(path: string, options: RequestInit): Promise<Result> {
  const headers = new Headers(options.headers);
  headers.set("Authorization", `Bearer ${env.TOKEN}`);
  const response = await fetch(env.API + path, { ...options, headers });
  const text = await response.text();
  return { status: response.status, data: text && JSON.parse(text), headers: response.headers } as Result;
}
