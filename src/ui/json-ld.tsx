type Described = {
  id: string;
  name: string;
  names: readonly { text: string }[];
  sources: readonly { link: string | null; title: string | null }[];
};

/** The record for search engines (schema.org). Only for people whose page may be listed. */
export function JsonLd(props: { person: Described; address: string }) {
  const { person, address } = props;
  const data = {
    "@context": "https://schema.org",
    "@type": "Person",
    "@id": address,
    identifier: person.id,
    name: person.name,
    alternateName: person.names.map((name) => name.text).filter((text) => text !== person.name),
    url: address,
    subjectOf: person.sources.flatMap((source) =>
      source.link === null
        ? []
        : [{ "@type": "NewsArticle", url: source.link, ...(source.title !== null && { headline: source.title }) }],
    ),
  };
  // A "<" inside would end the script: written as an escape, JSON reads it the same.
  const text = JSON.stringify(data).replace(/</g, "\\u003c");
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
