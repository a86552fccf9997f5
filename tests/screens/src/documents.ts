import { type Person, type Shared, told } from "./client.js";
import { type Label, heading, labels, moment, short } from "./text.js";

interface Document {
  directive: Shared["DirectiveView"];
  clauses: Shared["ClauseView"][];
  coverage: Shared["CoverageView"];
  history: Shared["HistoryItem"][];
}

/** Finds directives by words of a clause, and opens the first one. */
export async function documents(person: Person): Promise<string[]> {
  const { directives } = person;
  const words = "hang tuan bao cao";
  const label = labels(told(await directives.GET("/directives/v1/vocabulary")));
  const found = told(await directives.GET("/directives/v1/directives", { params: { query: { text: words } } })).items;
  const [first] = found;
  const lines = [
    heading(`Tìm “${words}”: ${found.length} văn bản`),
    ...found.map(
      ({ document_type, number, issued_on, issuer, title, state }) =>
        `${label("document_type", document_type)} ${number ?? "(không số)"}, ${issued_on ?? "–"}, ${issuer.name_vi}: ` +
        `${short(title)} [${label("directive_state", state)}]`,
    ),
  ];
  return first === undefined ? lines : [...lines, ...show(await load(person, first.id), words, label)];
}

async function load({ directives }: Person, id: string): Promise<Document> {
  const path = { id };
  const [directive, clauses, coverage, history] = await Promise.all([
    directives.GET("/directives/v1/directives/{id}", { params: { path } }).then(told),
    directives.GET("/directives/v1/directives/{id}/clauses", { params: { path, query: { limit: 200 } } }).then(told),
    directives.GET("/directives/v1/directives/{id}/coverage", { params: { path } }).then(told),
    directives.GET("/directives/v1/directives/{id}/history", { params: { path } }).then(told),
  ]);
  return { directive, clauses: clauses.items, coverage, history: history.items };
}

function show({ directive, clauses, coverage, history }: Document, words: string, label: Label): string[] {
  const status = new Map(coverage.clauses.map((clause) => [clause.id, clause]));
  return [
    heading(directive.title),
    `${directive.issuer.name_vi}, ${directive.issued_on ?? "–"}, ${label("classification", directive.classification)}`,
    `Nơi nhận: ${directive.recipients.map(recipient).join("; ")}`,
    ...directive.referred_to_by.map(({ kind, directive: other }) => `${label("link_kind", kind)}: ${other.title}`),
    heading(`${directive.clauses} điểm, ${coverage.uncovered} điểm chưa giao`),
    ...clauses.map(
      ({ id, label: number, kind, text, due_on, intended }) =>
        `${has(text, words) ? "→" : " "} ${number} ${label("clause_kind", kind)}: ${short(text)} | hạn ${due_on ?? "–"} | ` +
        `${label("coverage_status", status.get(id)?.status ?? "–")}, ${status.get(id)?.assignments ?? 0} nhiệm vụ | ` +
        intended.map(({ accountable }) => recipient(accountable)).join("; "),
    ),
    heading("Lịch sử"),
    ...history.map(
      ({ at, actor, kind, organization }) =>
        `${moment(at)}  ${actor.name ?? actor.subject} (${organization ?? "–"}): ${label("event_kind", kind)}`,
    ),
    heading("Có thể làm"),
    ...directive.actions.map(({ name, is_allowed, method, href, reason }) =>
      is_allowed
        ? `✔ ${label("directive_act", name)}: ${method} ${href}`
        : `✘ ${label("directive_act", name)}: ${reason?.detail ?? "–"}`,
    ),
  ];
}

function recipient(party: Shared["PartyView"]): string {
  return "organization" in party ? party.organization.name_vi : party.audience.name_vi;
}

/** Whether a clause has these words, without regard to accents and case, as the search compares them. */
function has(text: string, words: string): boolean {
  const plain = (each: string) => each.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/giu, "d").toLowerCase();
  return plain(text).includes(plain(words));
}
