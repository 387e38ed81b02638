import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDigit, hasValidCheckDigit } from "@/domain/check-digit";
import { makePublicIdentifier, parsePublicIdentifier, PUBLIC_IDENTIFIER_SPACE } from "@/domain/public-identifier";
import { deriveReceipt, formatReceipt, parseReceipt } from "@/domain/receipt";

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

test("a receipt is twenty digits, always the same for the same bytes, and is read back from its groups of four", () => {
  fc.assert(
    fc.property(bytes, (seed) => {
      const receipt = deriveReceipt(seed);
      expect(receipt).toMatch(/^\d{20}$/);
      expect(deriveReceipt(seed)).toBe(receipt);
      expect(formatReceipt(receipt)).toMatch(/^(\d{4} ){4}\d{4}$/);
      expect(parseReceipt(formatReceipt(receipt))).toBe(receipt);
      expect(parseReceipt(`  ${formatReceipt(receipt).replaceAll(" ", "-")}\u200f`)).toBe(receipt);
    }),
  );
});

test("a receipt typed in Arabic or Persian digits is the same receipt", () => {
  const receipt = deriveReceipt(new Uint8Array(32).fill(7));
  const arabic = receipt.replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)));
  const persian = receipt.replace(/\d/g, (digit) => String.fromCodePoint(0x06f0 + Number(digit)));
  expect(parseReceipt(arabic)).toBe(receipt);
  expect(parseReceipt(persian)).toBe(receipt);
});

test("one wrong digit, or two neighbours exchanged, is never a valid number", () => {
  fc.assert(
    fc.property(bytes, fc.nat(18), fc.integer({ min: 1, max: 9 }), (seed, place, shift) => {
      const receipt = deriveReceipt(seed);
      const wrong = receipt.slice(0, place) + String((Number(receipt[place]) + shift) % 10) + receipt.slice(place + 1);
      expect(parseReceipt(wrong)).toBeNull();
      const a = receipt[place] ?? "";
      const b = receipt[place + 1] ?? "";
      if (a !== b) expect(parseReceipt(receipt.slice(0, place) + b + a + receipt.slice(place + 2))).toBeNull();
    }),
  );
});

test("anything else is no receipt, and makes nothing throw", () => {
  fc.assert(fc.property(fc.string(), (text) => void parseReceipt(text)));
  expect(parseReceipt("1".repeat(10_000))).toBeNull();
  expect(() => deriveReceipt(new Uint8Array(4))).toThrow();
});

test("a public identifier is MU-, seven digits and their check digit, however it is typed", () => {
  fc.assert(
    fc.property(fc.nat(PUBLIC_IDENTIFIER_SPACE - 1), (drawn) => {
      const id = makePublicIdentifier(drawn);
      expect(id).toMatch(/^MU-\d{8}$/);
      expect(parsePublicIdentifier(id.toLowerCase().replace("-", " "))).toBe(id);
      expect(hasValidCheckDigit(id.slice(3))).toBe(true);
      const persian = id.replace(/\d/g, (digit) => String.fromCodePoint(0x06f0 + Number(digit)));
      expect(parsePublicIdentifier(persian)).toBe(id);
    }),
  );
  expect(parsePublicIdentifier("MU-12345678")).toBeNull();
  expect(() => makePublicIdentifier(-1)).toThrow();
  expect(checkDigit("572")).toBe("4"); // the example of Damm's dissertation
});
