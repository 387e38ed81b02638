/**
 * The vocabularies of the archive. Codes are stable and language-free; their labels live with the translations.
 * Numbers in brackets name the HURIDOCS micro-thesaurus that supplies the concept.
 */

/** What is said about a person's situation [25, 30]. */
export const CASE_STATUSES = [
  "missing_no_information",
  "camp",
  "pretrial_custody",
  "sentenced",
  "forced_labour_placement",
  "house_or_town_arrest",
  "travel_documents_withheld",
  "state_child_institution",
  "hospital_or_psychiatric",
  "released_unverified",
  "released_restricted",
  "released_in_contact",
  "left_china",
  "deceased_reported",
  "deceased_confirmed",
  "unclear",
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Whether a person's fate, or whereabouts, is known, and from whom [30]. */
export const KNOWLEDGE = ["none", "claimed_by_state", "independent"] as const;

/** Who speaks. */
export const SIDES = ["family", "eyewitness", "state", "leaked_document", "media", "satellite", "researcher"] as const;
export type Side = (typeof SIDES)[number];

/** How well one statement is supported, weakest first. */
export const TIERS = ["reported", "partly_verified", "corroborated", "documented"] as const;
export type Tier = (typeof TIERS)[number];

export const SEXES = ["female", "male", "other", "unknown"] as const;
export type Sex = (typeof SEXES)[number];

export const ETHNICITIES = [
  "uyghur",
  "kazakh",
  "kyrgyz",
  "hui",
  "uzbek",
  "tatar",
  "tajik",
  "mongol",
  "han",
  "other",
  "unknown",
] as const;
export type Ethnicity = (typeof ETHNICITIES)[number];

export const PROFESSIONS = [
  "private_business",
  "farming_and_herding",
  "arts_and_literature",
  "scholarship",
  "education",
  "religion",
  "medicine",
  "law",
  "government",
  "technology",
  "media",
  "student",
  "homemaker",
  "transport",
  "sport",
  "minor",
  "other",
  "unknown",
] as const;
export type Profession = (typeof PROFESSIONS)[number];

export const STATED_REASONS = [
  "religion_or_dress",
  "travel_abroad",
  "passport_application",
  "relatives_abroad",
  "contact_abroad",
  "phone_or_apps",
  "foreign_website",
  "banned_video",
  "birth_policy",
  "petitioning",
  "relatives_detained",
  "past_offence",
  "speech_or_writing",
  "work_or_scholarship",
  "untrustworthy_by_birth_decade",
  "two_faced",
  "household_registration",
  "terrorism_extremism_charge",
  "separatism_charge",
  "disturbing_order_charge",
  "other",
  "unknown",
] as const;
export type StatedReason = (typeof STATED_REASONS)[number];

export const LEARNED_THROUGH = [
  "phone_call",
  "message_app",
  "relative",
  "visitor",
  "eyewitness_detainee",
  "official_notice",
  "court_paper",
  "letter",
  "social_media",
  "news",
  "leaked_list",
  "state_video",
  "inferred_from_silence",
] as const;
export type LearnedThrough = (typeof LEARNED_THROUGH)[number];

/** What the person who speaks is to the missing person. */
export const RELATIONS = [
  "mother",
  "father",
  "parent",
  "son",
  "daughter",
  "child",
  "elder_brother",
  "younger_brother",
  "elder_sister",
  "younger_sister",
  "brother",
  "sister",
  "sibling",
  "wife",
  "husband",
  "spouse",
  "grandparent",
  "grandchild",
  "aunt_mothers_side",
  "aunt_fathers_side",
  "uncle_mothers_side",
  "uncle_fathers_side",
  "aunt",
  "uncle",
  "niece_or_nephew",
  "cousin",
  "in_law",
  "relative",
  "friend",
  "colleague",
  "teacher",
  "student",
  "neighbour",
  "self",
  "organisation",
] as const;
export type Relation = (typeof RELATIONS)[number];

export const PROOF_OF_LIFE_KINDS = [
  "demand_made",
  "state_video",
  "state_phone_call",
  "supervised_call",
  "unsupervised_call",
  "letter",
  "third_party_sighting",
  "embassy_statement",
  "court_paper",
  "un_reply",
  "no_reply",
  "refused",
] as const;
export type ProofOfLifeKind = (typeof PROOF_OF_LIFE_KINDS)[number];

/** A verified two-way private contact … F assertion only. Only A and B reset the clock of silence. */
export const PROOF_OF_LIFE_GRADES = ["A", "B", "C", "D", "E", "F"] as const;
export type ProofOfLifeGrade = (typeof PROOF_OF_LIFE_GRADES)[number];

/** The position that an official response takes [27, 28]. */
export const RESPONSE_POSITIONS = [
  "acknowledges",
  "denies",
  "acknowledges_denies_responsibility",
  "alternative_explanation",
  "token",
  "no_response",
  "hinders",
  "asks_for_more",
] as const;
export type ResponsePosition = (typeof RESPONSE_POSITIONS)[number];

export const RESPONSE_CHANNELS = [
  "embassy_call",
  "embassy_letter",
  "ministry_briefing",
  "state_media_video",
  "press_conference",
  "un_reply",
  "local_police_call",
  "court_notice",
] as const;
export type ResponseChannel = (typeof RESPONSE_CHANNELS)[number];

/** Threats against the submitter: sealed; shown only as totals of ten or more. */
export const THREATS = [
  "police_call_to_relative_abroad",
  "forced_video_call",
  "spy_recruitment",
  "anonymous_call",
  "online_harassment",
  "phishing",
  "relative_detained_after_speech",
  "passport_refusal",
  "surveillance",
] as const;

/** Who may read a field. */
export const AUDIENCES = ["public_indexed", "public_noindex", "researchers", "un_mechanism", "archive_only"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What happened to a person, one dated event of a timeline. */
export const EVENT_KINDS = [
  "last_contact",
  "contact",
  "disappeared",
  "searched_home",
  "removed_from_post",
  "detained",
  "interned",
  "transferred",
  "formally_arrested",
  "indicted",
  "tried",
  "sentenced",
  "appealed",
  "appeal_ruling",
  "imprisoned",
  "sentence_ends",
  "released",
  "left_china",
  "died",
  "rumoured_death",
  "reappearance_announced",
  "testimony_published",
  "extradition_ruling",
  "notice_cancelled",
  "proof_of_life",
  "official_response",
  "award",
  "other",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** The person-level facts that different parties may state differently. */
export const FACT_FIELDS = [
  "status",
  "fate_known",
  "whereabouts_known",
  "sex",
  "ethnicity",
  "birth",
  "age_at_detention",
  "age_at_statement",
  "profession",
  "occupation",
  "affiliation",
  "residence",
  "religion",
  "other",
] as const;
export type FactField = (typeof FACT_FIELDS)[number];

export const SCRIPTS = ["Arab", "Latn", "Cyrl", "Hans", "Hant", "Zyyy"] as const;
export type Script = (typeof SCRIPTS)[number];

/** How a name is spelled: the system behind the letters. */
export const ORTHOGRAPHIES = [
  "uey",
  "uly",
  "usy",
  "uyy",
  "kazakh_arabic",
  "kazakh_cyrillic",
  "kazakh_latin",
  "turkish",
  "press_latin",
  "pinyin",
  "hanzi",
  "russian",
  "unspecified",
] as const;
export type Orthography = (typeof ORTHOGRAPHIES)[number];

/** Why a search found a record: by which of its names and how, or by what else. */
export const MATCH_REASONS = [
  "same_spelling",
  "other_script",
  "same_sounds",
  "other_order",
  "same_name",
  "ending",
  "joined",
  "part_of_name",
  "similar_spelling",
  "record_number",
  "place",
  "year",
  "words",
] as const;
export type MatchReason = (typeof MATCH_REASONS)[number];

/** What tells whether two accounts are of one person: what speaks for it, then what speaks against it. */
export const DUPLICATE_REASONS = [
  "same_number",
  "same_name",
  "similar_name",
  "birth_day",
  "birth_near",
  "same_county",
  "same_prefecture",
  "same_relative",
  "other_name",
  "other_part",
  "other_order",
  "other_sex",
  "other_birth",
  "other_prefecture",
  "other_number",
  "named_as_relative",
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** How probable it is that two accounts are of one person, in a word. */
export const LIKELIHOODS = ["very_likely", "likely", "possible"] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];

export const NAME_KINDS = ["main", "variant", "pen_name", "pinyin", "chinese"] as const;
export type NameKind = (typeof NAME_KINDS)[number];

export const SOURCE_KINDS = [
  "database_record",
  "article",
  "report",
  "official_document",
  "leaked_document",
  "video",
  "social_post",
  "web_page",
  "testimony",
  "other",
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** How far a source was read; `cited`: known only through the record that cites it, never an independent source. */
export const READ_LEVELS = ["full", "excerpt", "cited"] as const;
export type ReadLevel = (typeof READ_LEVELS)[number];

export const REVIEW_STATES = [
  "received",
  "quarantined",
  "triaged",
  "needs_information",
  "first_review",
  "second_review",
  "approved",
  "published",
  "published_redacted",
  "internal_only",
  "rejected",
  "duplicate",
  "withdrawn",
  "expired",
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const ORIGINS = ["family", "interviewer", "import", "api"] as const;
export type Origin = (typeof ORIGINS)[number];

export const STAFF_ROLES = ["moderator", "publisher", "admin"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const LOCALES = ["en", "ug", "kk", "tr", "zh", "ru", "ar", "de", "fr"] as const;
export type Locale = (typeof LOCALES)[number];
