/* What the scripts take from elsewhere or hand to each other, for the check of their types. No browser loads this. */

/** Of search/stemmer.js, which is not checked. */
declare class EnglishStemmer {
  stemWord(word: string): string;
}

/** Of editions.js, which briefbook/publishing/root_files.py writes beside the editions. */
declare const briefbookEditions: ListedEdition[];

interface ListedEdition {
  edition: string;
  title: string;
  state: "current" | "superseded" | "withdrawn";
  /** The edition to read instead. */
  by: string | null;
  byTitle: string | null;
  /** Why it was withdrawn. */
  why: string | null;
}

/** The files of the index, which briefbook/search/index.py writes, by their names. */
interface IndexFiles {
  index: SearchIndex;
  /** For each facet its values, each with its name and its documents as a coded list. */
  facets: Record<string, Record<string, [name: string, documents: string]>>;
  /** The words that there are, front-coded. */
  spellings: { names: string; others: string };
  /** For each term its documents and scores, as a coded list. */
  [name: `terms-${number}`]: Record<string, string>;
  [name: `pages/${number}`]: FoundPage;
}

interface SearchIndex {
  documents: number;
  /** How many documents have a date: they come first, the latest before all. */
  dated: number;
  /** The first term of each file of terms. */
  blocks: string[];
  rules: Rules;
}

/** How a text is read: the RULES of briefbook/search/tokens.py. Patterns are those of RegExp, with the flag `u`. */
interface Rules {
  folded: Rewriting[];
  respelt: Rewriting[];
  word: string;
  cjk: string;
  stopWords: string;
  months: Record<string, number>;
}

type Rewriting = [pattern: string, by: string];

/** What a result shows of a page. */
interface FoundPage {
  address: string;
  title: string;
  /** That it is a draft, or withdrawn, or marked higher than the book. */
  caveat?: string;
  kind: string;
  status: string;
  date: string;
  passages: string[];
}

/** What a query asks for: a word, or a date, which has a term. */
interface Concept {
  typed: string;
  term?: string;
  wider?: string;
  /** The compound that the word is part of, written as one word. */
  joined?: string | null;
  before?: string;
  after?: string;
  isUnfinished?: boolean;
  isPair?: boolean;
}

interface DateAsked extends Concept {
  term: string;
  /** The term of its month or year, for a date that no page has; empty of a date without a year. */
  wider: string;
}

/** A term of the index that means a concept. */
interface FoundTerm {
  term: string;
  list: string;
  quality: number;
}

interface MeantTerm extends FoundTerm {
  /** The word of the book that a misspelt one may be. */
  meant: string;
}

/** A file of terms, by its number. */
interface Block {
  number: number;
  terms: Record<string, string>;
}

interface FoundConcept {
  typed: string;
  terms: FoundTerm[];
  /** The words of the book that were looked for instead. */
  note: string[];
}

/** The documents that match, and their scores, which an empty query has none of. */
interface Match {
  found: number[];
  scores: Float64Array | null;
  /** How many documents have all of the concepts. */
  withAll: number;
}

/** The values chosen of each facet. */
type Chosen = Record<string, string[]>;

type Sort = "" | "newest" | "oldest";

/** What the page of search is asked, as its address says it. */
interface Asked {
  query: string;
  chosen: Chosen;
  sort: Sort;
  page: number;
}

interface Answer {
  /** The documents, in the order asked for. */
  numbers: number[];
  concepts: FoundConcept[];
  /** How many documents have all of the concepts. */
  withAll: number;
  /** The documents before any facet narrows them. */
  found: number[];
  /** For each facet with values chosen, which documents have one of them. */
  masks: Masks;
  chosen: Chosen;
  /** How many documents the book has. */
  count: number;
}

type Masks = Map<string, Uint8Array>;

interface FacetOfBook {
  facet: string;
  values: { value: string; name: string; numbers: number[] }[];
}

interface FacetOfAnswer {
  facet: string;
  values: FacetValue[];
}

interface FacetValue {
  value: string;
  name: string;
  isChosen: boolean;
  count: number;
}

/** A page of results. */
interface Results {
  answer: Answer;
  /** How many pages of results there are, which of them this is, and the place of its first result. */
  pages: number;
  page: number;
  start: number;
  results: (FoundPage & { quote: QuotePart[] })[];
}

/** The parts of the page of search, by what follows `search--` in their ids. */
interface SearchParts {
  answer: HTMLElement;
  count: HTMLElement;
  facets: HTMLElement;
  form: HTMLFormElement;
  /** The theme's scripts, which wait. */
  later: HTMLTemplateElement;
  narrow: HTMLDetailsElement;
  notes: HTMLElement;
  paging: HTMLElement;
  query: HTMLInputElement;
  sort: HTMLSelectElement;
  widen: HTMLElement;
}

/** The terms that a quote may have, each with the number of its concept. */
type Wanted = Map<string, number>;

/** A part of a sentence; one that was asked for has the numbers of its concepts. */
interface QuotePart {
  text: string;
  concepts?: number[];
}

/** What makes an element, of shared.js. */
type Make = <Tag extends keyof HTMLElementTagNameMap>(
  name: Tag,
  properties?: Partial<HTMLElementTagNameMap[Tag]>,
  ...children: Child[]
) => HTMLElementTagNameMap[Tag];

type Child = Node | string;

/** What reads the data in a folder, of shared.js. */
interface DataFiles<Files> {
  take<Name extends keyof Files>(name: Name, content: Files[Name]): void;
  read<Name extends keyof Files>(name: Name): Promise<Files[Name]>;
}

/** The files of the cards, which briefbook/pages/cards.py writes, by their names. */
interface CardFiles {
  /** The first address in each file of cards. */
  index: string[];
  /** Cards by the address of the page that each describes. */
  [number: `${number}`]: Record<string, Card>;
}

/** What a link to a brief or an entity shows; of a brief that is marked high it is the name alone. */
interface Card {
  name: string;
  caveat?: string;
  /** The name in its own script, with the language of that. */
  native?: [text: string, language: string] | null;
  /** The kind, the status of a brief, the office of a person. */
  facts?: string[];
  text?: string;
}
