// Reports the steps of a client, one line of JSON for each.

export async function step(name: string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
    console.log(JSON.stringify({ step: name, ok: true }));
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);
    console.log(JSON.stringify({ step: name, ok: false, detail }));
  }
}

// Throws unless two values are the same JSON document.
export function equal(actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`${left} is not ${right}`);
}
