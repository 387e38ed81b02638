import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { EtlesPortrait } from "@/ui/etles";
import { JsonLd } from "@/ui/json-ld";
import { nameLanguage, NameText } from "@/ui/name-text";

const identifiers = Array.from({ length: 200 }, (_, index) => `MU-${String(10_000_000 + index * 7919)}`);

test("the same person always has the same cloth, and other people have another", () => {
  const cloth = (id: string): string => renderToStaticMarkup(<EtlesPortrait id={id} name="ئايگۈل" />);
  expect(cloth("MU-10000000")).toBe(cloth("MU-10000000"));
  expect(new Set(identifiers.map(cloth)).size).toBe(identifiers.length);
});

test("a cloth weighs a few kilobytes, without script, and the screen reader passes over it", () => {
  for (const id of identifiers) {
    const svg = renderToStaticMarkup(<EtlesPortrait id={id} name="Aygul" />);
    expect(Buffer.byteLength(svg)).toBeLessThan(6_000);
    expect(svg).toContain('aria-hidden="true"');
    expect(svg).not.toMatch(/<script|style=|NaN|undefined/);
  }
});

test.each([
  ["ئايگۈل", "ئ"],
  ["Ömer", "Ö"],
  ["  «Әсет»", "Ә"],
  ["阿依古丽", "阿"],
  ["123", "·"],
])("the cloth of %s bears its first letter", (name, letter) => {
  expect(renderToStaticMarkup(<EtlesPortrait id="MU-10000000" name={name} />)).toContain(`>${letter}</text>`);
});

test("a name is isolated from the text around it, with its own language and direction", () => {
  expect(renderToStaticMarkup(<NameText text="ئايگۈل" script="Arab" orthography="uey" />)).toBe(
    '<bdi lang="ug" dir="rtl">ئايگۈل</bdi>',
  );
  expect(nameLanguage("Arab", "kazakh_arabic")).toBe("kk-Arab");
  expect(nameLanguage("Hans", "hanzi")).toBe("zh-Hans");
  expect(nameLanguage("Latn", "pinyin")).toBe("zh-Latn");
  expect(nameLanguage("Cyrl", "russian")).toBe("ru");
});

test("a name or a title cannot end the block for search engines and begin a script", () => {
  const person = {
    id: "MU-10000000",
    name: "</script><script>alert(1)</script>",
    names: [{ text: "<!--" }],
    sources: [{ link: "https://example.org/", title: "</SCRIPT>" }],
  };
  const html = renderToStaticMarkup(<JsonLd person={person} address="https://example.org/en/people/MU-10000000" />);
  expect(html.match(/<\/?script/gi)).toHaveLength(2);
  expect(html).not.toContain("<!--");
});
