/** The language tag of a name by its script and spelling, so that it is read and set as what it is. */
export function nameLanguage(script: string, orthography: string): string {
  if (orthography.startsWith("kazakh")) return script === "Arab" ? "kk-Arab" : script === "Cyrl" ? "kk" : "kk-Latn";
  if (orthography === "pinyin") return "zh-Latn";
  switch (script) {
    case "Arab":
      return "ug";
    case "Cyrl":
      return orthography === "russian" ? "ru" : "ug-Cyrl";
    case "Hans":
      return "zh-Hans";
    case "Hant":
      return "zh-Hant";
    default:
      return orthography === "turkish" ? "tr" : "ug-Latn";
  }
}

/** A person's name: isolated from the direction of the text around it, with its own language. */
export function NameText(props: { text: string; script: string; orthography: string; className?: string }) {
  const { text, script, orthography, className } = props;
  return (
    <bdi lang={nameLanguage(script, orthography)} dir={script === "Arab" ? "rtl" : "ltr"} className={className}>
      {text}
    </bdi>
  );
}
