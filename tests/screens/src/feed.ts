import type { operations } from "api/directives";
import { may, type Person, seen, type Shared, told } from "./client.js";
import { heading, type Label, labels, moment } from "./text.js";

type Query = NonNullable<operations["list_events"]["parameters"]["query"]>;
type Log = (query: Query) => Promise<Shared["FeedPage"]>;
type Event = Shared["CloudEvent"];

/** What happened last in all services, and what happens while a person watches. */
export async function feed(person: Person): Promise<string[]> {
  const { directives, reporting, inspectionTeams } = person;
  const logs: Log[] = [
    (query) => directives.GET("/directives/v1/events", { params: { query } }).then(told),
    (query) => reporting.GET("/reporting/v1/events", { params: { query } }).then(told),
    (query) => inspectionTeams.GET("/inspection-teams/v1/events", { params: { query } }).then(told),
  ];
  const label = labels(
    ...(await Promise.all([
      directives.GET("/directives/v1/vocabulary").then(told),
      reporting.GET("/reporting/v1/vocabulary").then(told),
      inspectionTeams.GET("/inspection-teams/v1/vocabulary").then(told),
    ])),
  );
  const read = await Promise.all(logs.map(open));
  const [news] = await Promise.all([Promise.all(read.map(({ next }) => next())), progress(person)]);
  return [
    heading("20 sự kiện gần nhất"),
    ...newest(read.flatMap(({ past }) => past))
      .slice(0, 20)
      .map((event) => line(event, label)),
    heading("Trong lúc chờ"),
    ...newest(news.flatMap(({ items }) => items)).map((event) => line(event, label)),
  ];
}

/** The end of a log, read backwards, and how to wait for more: from where that began, so that nothing is missed. */
async function open(log: Log): Promise<{ past: Event[]; next: () => Promise<Shared["FeedPage"]> }> {
  const { items, from_cursor } = await log({ before: "latest", limit: 20 });
  return { past: items, next: () => log({ after: from_cursor, wait: 3 }) };
}

/** Somebody reports progress meanwhile. */
async function progress({ directives }: Person): Promise<void> {
  const query = { kind: "assignment", limit: 200 } as const;
  const duties = told(await directives.GET("/directives/v1/duties", { params: { query } })).items;
  const duty = duties.find((duty) => may(duty, "report_progress"));
  if (duty !== undefined) {
    told(
      await directives.POST("/directives/v1/assignments/{id}/progress", {
        params: { path: { id: duty.thing.id }, header: seen(duty.thing) },
        body: { narrative: "[Số liệu minh họa] Đang thực hiện theo kế hoạch." },
      }),
    );
  }
}

function newest(events: Event[]): Event[] {
  return events.sort((one, other) => Date.parse(other.time) - Date.parse(one.time));
}

/** Who – what – which thing – when. */
function line({ actor, actorname, actingfor, type, subject, subjecttitle, time }: Event, label: Label): string {
  const who = `${actorname ?? actor}${actingfor === null ? "" : ` (${actingfor})`}`;
  return `${who} – ${label("event_kind", type)} – ${subjecttitle ?? subject} – ${moment(time)}`;
}
