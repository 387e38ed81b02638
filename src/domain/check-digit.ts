/** H. M. Damm's totally anti-symmetric quasigroup of order 10 (Dissertation, Marburg 2004). */
const QUASIGROUP = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
] as const;

/** The check digit of a number: catches every wrong digit and every swap of neighbours. */
export function checkDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(QUASIGROUP[interim]?.[Number(digit)] ?? 0);
  return String(interim);
}

/** Whether a number that ends with its check digit is as it was issued. */
export function hasValidCheckDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && checkDigit(digits) === "0";
}
