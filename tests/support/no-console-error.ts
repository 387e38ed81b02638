import { afterEach, beforeEach, expect, vi } from "vitest";

// What is printed as an error during a test is a failure that nobody asserted.
beforeEach(() => {
  vi.spyOn(console, "error");
});

afterEach(() => {
  const printed = vi.mocked(console.error).mock.calls;
  vi.mocked(console.error).mockRestore();
  expect(printed, "console.error was called").toEqual([]);
});
