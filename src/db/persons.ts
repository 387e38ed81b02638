import type { PublicPerson, PublicPersonSummary, PublicSource, Tombstone } from "@/domain/person";
import { bounded, database } from "./client";
import { type Prisma } from "./generated/client";

/** The columns that a list shows. */
export const SUMMARY = {
  id: true,
  displayName: true,
  status: true,
  statusAsOf: true,
  sex: true,
  ethnicity: true,
  profession: true,
  prefecture: true,
  county: true,
  detainedFrom: true,
  lastVerifiedContact: true,
  tier: true,
  sides: true,
  hasPhoto: true,
  soughtBy: true,
  statements: {
    where: { kind: "name" },
    orderBy: { ordinal: "asc" },
    select: {
      name: { select: { text: true, script: true, orthography: true } },
    },
  },
} as const satisfies Prisma.PersonSelect;

type SummaryRow = Prisma.PersonGetPayload<{ select: typeof SUMMARY }>;

/** A row as the allow-list names it; the verbs parse it with the schema, so that a wrong code cannot pass. */
export function toSummary(row: SummaryRow): PublicPersonSummary {
  const { displayName, statements, ...columns } = row;
  const names = statements.flatMap((statement) => (statement.name ? [statement.name] : []));
  const seen = new Set<string>();
  const distinct = names.filter((name) => !seen.has(name.text) && seen.add(name.text));
  return {
    ...columns,
    url: `/people/${row.id}`,
    name: displayName,
    names: distinct,
  } as PublicPersonSummary;
}

const SOURCE = {
  id: true,
  kind: true,
  title: true,
  publisher: true,
  published: true,
  url: true,
  rights: true,
  read: true,
  citedInId: true,
  attribution: true,
} as const satisfies Prisma.SourceSelect;

function toSource({ url, citedInId, ...source }: Prisma.SourceGetPayload<{ select: typeof SOURCE }>): PublicSource {
  return {
    ...source,
    url: `/sources/${source.id}`,
    link: url,
    citedIn: citedInId,
  } as PublicSource;
}

const CITATIONS = {
  orderBy: { ordinal: "asc" },
  select: { sourceId: true, quote: true, locator: true },
} as const satisfies Prisma.Statement$citationsArgs;

/**
 * One person's whole public record; a tombstone when it was removed; null when there never was one.
 *
 * Reads as `web`, which can read nothing but what is published. Eight statements, whatever the size of the record.
 */
export async function findPublicPerson(
  id: string,
): Promise<{ person: PublicPerson } | { tombstone: Tombstone } | null> {
  const db = database("web");
  const row = await db.person.findUnique({
    where: { id },
    select: {
      ...SUMMARY,
      statements: false,
      indexed: true,
      fate: true,
      whereabouts: true,
      publishedMonth: true,
    },
  });
  if (!row) {
    const stone = await db.tombstone.findUnique({ where: { id } });
    return (
      stone && {
        tombstone: {
          id: stone.id,
          removed: stone.removed.toISOString().slice(0, 10),
        },
      }
    );
  }

  const [statements, photo, revisions] = await Promise.all([
    db.statement.findMany({
      where: { personId: id },
      orderBy: { ordinal: "asc" },
      select: {
        id: true,
        kind: true,
        side: true,
        tier: true,
        citations: CITATIONS,
        name: { omit: { statementId: true } },
        fact: { omit: { statementId: true } },
        detentionReport: { omit: { statementId: true } },
        event: { omit: { statementId: true } },
        testimony: { omit: { statementId: true } },
        proofOfLifeEvent: { omit: { statementId: true } },
        officialResponse: { omit: { statementId: true } },
        relative: { omit: { statementId: true } },
        externalIdentifier: { omit: { statementId: true } },
        note: { omit: { statementId: true } },
      },
    }),
    db.photo.findFirst({
      where: { personId: id },
      orderBy: { id: "asc" },
      select: { id: true },
    }),
    db.revision.findMany({
      where: { personId: id },
      orderBy: { number: "desc" },
      take: 100,
      select: { number: true, day: true, changed: true, reason: true },
    }),
  ]);

  const cited = [
    ...new Set(statements.flatMap((statement) => statement.citations.map((citation) => citation.sourceId))),
  ];
  const sources = await sourcesWithParents(cited);
  const relativesIds = await recordsOf(
    statements.flatMap((statement) => (statement.relative?.externalRecord ? [statement.relative.externalRecord] : [])),
  );

  const said = <Row extends object>(pick: (statement: (typeof statements)[number]) => Row | null) =>
    statements.flatMap((statement) => {
      const value = pick(statement);
      if (value === null) return [];
      return [
        {
          id: statement.id,
          ...value,
          side: statement.side,
          tier: statement.tier,
          citations: statement.citations,
        },
      ];
    });
  const names = said((statement) => statement.name);
  const seen = new Set<string>();
  const person = {
    ...row,
    url: `/people/${row.id}`,
    name: row.displayName,
    names: names.filter((name) => !seen.has(name.text) && seen.add(name.text)),
    photo: photo ? `/photos/${photo.id}` : null,
    recordNames: names,
    facts: said((statement) => statement.fact),
    reports: said((statement) => statement.detentionReport),
    events: said((statement) => statement.event),
    testimonies: said((statement) => statement.testimony),
    proofOfLife: said((statement) => statement.proofOfLifeEvent),
    officialResponses: said((statement) => statement.officialResponse),
    relatives: said((statement) => statement.relative).map(({ externalRecord, ...relative }) => ({
      ...relative,
      personId: externalRecord === null ? null : (relativesIds.get(externalRecord) ?? null),
    })),
    externalIds: said((statement) => statement.externalIdentifier),
    notes: said((statement) => statement.note).map((note) => note.text),
    sources,
    attributions: [...new Set(sources.flatMap((source) => (source.attribution === null ? [] : [source.attribution])))],
    revisions: revisions.map((revision) => ({
      ...revision,
      day: revision.day.toISOString().slice(0, 10),
    })),
  };
  return { person: person as unknown as PublicPerson };
}

/** These sources, and those through which alone they are known, in order of publication. */
async function sourcesWithParents(ids: readonly string[]): Promise<PublicSource[]> {
  const db = database("web");
  const rows = await db.source.findMany({
    where: { id: { in: [...ids] } },
    select: SOURCE,
  });
  const have = new Set(rows.map((row) => row.id));
  const missing = [
    ...new Set(rows.flatMap((row) => (row.citedInId && !have.has(row.citedInId) ? [row.citedInId] : []))),
  ];
  const parents =
    missing.length > 0
      ? await db.source.findMany({
          where: { id: { in: missing } },
          select: SOURCE,
        })
      : [];
  const order = new Map(ids.map((id, place) => [id, place]));
  return [...rows, ...parents]
    .sort((a, b) => (order.get(a.id) ?? ids.length) - (order.get(b.id) ?? ids.length))
    .map(toSource);
}

/** The records that external identifiers (`scheme:value`) belong to. */
async function recordsOf(externals: readonly string[]): Promise<Map<string, string>> {
  if (externals.length === 0) return new Map();
  const rows = await database("web").externalIdentifier.findMany({
    where: {
      OR: externals.map((external) => {
        const colon = external.indexOf(":");
        return {
          scheme: external.slice(0, colon),
          value: external.slice(colon + 1),
        };
      }),
    },
    select: {
      scheme: true,
      value: true,
      statement: { select: { personId: true } },
    },
  });
  return new Map(rows.map((row) => [`${row.scheme}:${row.value}`, row.statement.personId]));
}

/** Whether a record is published, by its primary key. */
export async function hasPerson(id: string): Promise<boolean> {
  return (await database("web").person.findUnique({ where: { id }, select: { id: true } })) !== null;
}

/** Whether a source is in the archive, by its primary key. */
export async function hasSource(id: string): Promise<boolean> {
  return (await database("web").source.findUnique({ where: { id }, select: { id: true } })) !== null;
}

/** Whether a record was removed, by its primary key. */
export async function isTombstone(id: string): Promise<boolean> {
  return (await database("web").tombstone.findUnique({ where: { id }, select: { id: true } })) !== null;
}

/** One source, with a page of the people whose records rest on it. */
export async function findSource(id: string): Promise<{
  source: PublicSource;
  citedIn: PublicSource | null;
  persons: { id: string; name: string }[];
  total: number;
} | null> {
  const db = database("web");
  const row = await db.source.findUnique({
    where: { id },
    select: { ...SOURCE, citedIn: { select: SOURCE } },
  });
  if (!row) return null;
  const where = {
    statements: { some: { citations: { some: { sourceId: id } } } },
  } satisfies Prisma.PersonWhereInput;
  const [persons, total] = await Promise.all([
    db.person.findMany({
      where,
      orderBy: [{ displayName: "asc" }, { id: "asc" }],
      take: 100,
      select: { id: true, displayName: true },
    }),
    db.person.count({ where }),
  ]);
  const { citedIn, ...source } = row;
  return {
    source: toSource(source),
    citedIn: citedIn && toSource(citedIn),
    persons: persons.map((person) => ({
      id: person.id,
      name: person.displayName,
    })),
    total,
  };
}

/** A page of sources, in order of their identifiers, which tell nothing. */
export async function listSources(page: {
  limit: number;
  after?: string;
}): Promise<{ total: number; sources: PublicSource[]; next: string | null }> {
  const db = database("web");
  const [rows, total] = await Promise.all([
    db.source.findMany({
      where: page.after === undefined ? {} : { id: { gt: page.after } },
      orderBy: { id: "asc" },
      take: page.limit + 1,
      select: SOURCE,
    }),
    db.source.count(),
  ]);
  const shown = rows.slice(0, page.limit);
  return {
    total,
    sources: shown.map(toSource),
    next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** How much there is to read, counted from the published rows themselves. */
export async function countArchive(): Promise<{
  persons: number;
  sources: number;
  statements: number;
  updated: string | null;
}> {
  const db = database("web");
  const [persons, sources, statements, newest] = await Promise.all([
    db.person.count(),
    db.source.count(),
    db.statement.count({ where: { side: { not: null } } }),
    db.revision.aggregate({ _max: { day: true } }),
  ]);
  return {
    persons,
    sources,
    statements,
    updated: newest._max.day?.toISOString().slice(0, 10) ?? null,
  };
}

export type Change = {
  id: string;
  kind: "published" | "changed" | "removed";
  day: string;
  changed: string[];
};

/** What was published, changed and removed since a day, newest first, at most 500. */
export async function listChanges(since: string): Promise<Change[]> {
  const db = database("web");
  const from = new Date(`${since}T00:00:00Z`);
  const [revisions, stones] = await Promise.all([
    db.revision.findMany({
      where: { day: { gte: from } },
      orderBy: [{ day: "desc" }, { id: "asc" }],
      take: 500,
      select: { personId: true, number: true, day: true, changed: true },
    }),
    db.tombstone.findMany({
      where: { removed: { gte: from } },
      orderBy: [{ removed: "desc" }, { id: "asc" }],
      take: 500,
    }),
  ]);
  const changes: Change[] = [
    ...revisions.map((revision) => ({
      id: revision.personId,
      kind: revision.number === 1 ? ("published" as const) : ("changed" as const),
      day: revision.day.toISOString().slice(0, 10),
      changed: revision.changed,
    })),
    ...stones.map((stone) => ({
      id: stone.id,
      kind: "removed" as const,
      day: stone.removed.toISOString().slice(0, 10),
      changed: [],
    })),
  ];
  return changes.sort((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id)).slice(0, 500);
}

/** Published corrections, newest first. */
export async function listCorrections(
  limit = 100,
): Promise<{ personId: string; field: string; reason: string; day: string }[]> {
  const rows = await database("web").correction.findMany({
    orderBy: [{ day: "desc" }, { id: "asc" }],
    take: limit,
    select: {
      field: true,
      reason: true,
      day: true,
      revision: { select: { personId: true } },
    },
  });
  return rows.map(({ revision, day, ...row }) => ({
    ...row,
    personId: revision.personId,
    day: day.toISOString().slice(0, 10),
  }));
}

/** A published photo. */
export async function findPhoto(id: string): Promise<{ mediaType: string; bytes: Uint8Array } | null> {
  return database("web").photo.findUnique({
    where: { id },
    select: { mediaType: true, bytes: true },
  });
}

/** The identifiers whose pages search engines may list, a fixed order, at most what one site map holds. */
export async function listIndexed(limit = 10_000): Promise<string[]> {
  const rows = await database("web").person.findMany({
    where: { indexed: true },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** People for the wall of the home page: different faces each day, the same for everybody on one day. */
export async function listWall(seed: string, limit: number): Promise<PublicPersonSummary[]> {
  const db = database("web");
  // Ordered by a hash of identifier and day: no clock per request, no bias towards the newest. Bounded by the archive's
  // size; a few milliseconds at ten thousand records.
  const picked = await db.$queryRaw<{ id: string }[]>`
      SELECT id
        FROM person
       WHERE indexed
    ORDER BY (sought_by IS NOT NULL) DESC, md5(id || ${seed})
       LIMIT ${limit}`;
  const rows = await db.person.findMany({
    where: { id: { in: picked.map((row) => row.id) } },
    select: SUMMARY,
  });
  const place = new Map(picked.map((row, at) => [row.id, at]));
  return rows.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)).map(toSummary);
}

/** Places for choosing and labelling; the whole gazetteer is small. */
export async function listPlaces(): Promise<
  {
    code: string;
    level: string;
    parent: string | null;
    nameZh: string;
    pinyin: string;
    nameEn: string;
    nameUg: string | null;
    nameUly: string | null;
  }[]
> {
  return bounded(() =>
    database("web").place.findMany({
      orderBy: { code: "asc" },
      select: {
        code: true,
        level: true,
        parent: true,
        nameZh: true,
        pinyin: true,
        nameEn: true,
        nameUg: true,
        nameUly: true,
      },
    }),
  );
}
