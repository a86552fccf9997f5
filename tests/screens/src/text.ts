import type { Shared } from "./client.js";

/** The Vietnamese label of a word in a vocabulary; the word itself where this version knows none. */
export type Label = (vocabulary: string, word: string) => string;

export function labels(...views: Shared["VocabularyView"][]): Label {
  const terms = views.flatMap(({ vocabularies }) =>
    Object.entries(vocabularies).flatMap(([name, words]) =>
      words.map(({ value, label_vi }) => [`${name} ${value}`, label_vi] as const),
    ),
  );
  const known = new Map(terms);
  return (vocabulary, word) => known.get(`${vocabulary} ${word}`) ?? word;
}

export function heading(text: string): string {
  return `\n${text}\n${"─".repeat(text.length)}`;
}

/** `2025-10-01 08:00` of an instant; a dash for none. */
export function moment(instant: string | null): string {
  return instant === null ? "–" : instant.slice(0, 16).replace("T", " ");
}

export function short(text: string, length = 70): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** How often each key occurs, by descending frequency. */
export function tally(entries: Iterable<readonly [string, number]>): [string, number][] {
  const sums = new Map<string, number>();
  for (const [key, count] of entries) {
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return [...sums].sort(([, one], [, other]) => other - one);
}
