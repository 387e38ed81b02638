export type Difference = { path: string; before: unknown; after: unknown };

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/**
 * What differs between two contents, leaf by leaf, with its path (`names.0.text`). What is only in one of them is null
 * in the other.
 */
export function differences(before: unknown, after: unknown, path = ""): Difference[] {
  if (Object.is(before, after)) return [];
  const at = (key: string | number): string => (path === "" ? String(key) : `${path}.${key}`);
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, index) =>
      differences(before[index] ?? null, after[index] ?? null, at(index)),
    ).flat();
  }
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => differences(before[key] ?? null, after[key] ?? null, at(key)));
  }
  return [{ path, before: before ?? null, after: after ?? null }];
}
