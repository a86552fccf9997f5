import { type Person, type Shared, told } from "./client.js";
import { heading, type Label, labels, moment, short, tally } from "./text.js";

interface Service {
  name: string;
  badge: Shared["DutyCounts"];
  duties: Shared["Duty"][];
}

interface Dashboard {
  me: Shared["MeView"];
  label: Label;
  services: Service[];
  buckets: [string, number][];
  healths: [string, number][];
  overdue: Shared["AssignmentView"][];
  weeks: { key: string; text: string }[];
}

/** What a coordinator sees first: what waits, what is late, and who has reported. */
export async function dashboard(person: Person): Promise<string[]> {
  return show(await load(person));
}

async function load({ directives, reporting, inspectionTeams }: Person): Promise<Dashboard> {
  const few = { params: { query: { limit: 5 } } };
  const [me, words, services, counts, overdue, completeness] = await Promise.all([
    directives.GET("/directives/v1/me").then(told),
    Promise.all([
      directives.GET("/directives/v1/vocabulary").then(told),
      reporting.GET("/reporting/v1/vocabulary").then(told),
      inspectionTeams.GET("/inspection-teams/v1/vocabulary").then(told),
    ]),
    Promise.all([
      service(
        "directives",
        directives.GET("/directives/v1/duties/counts").then(told),
        directives.GET("/directives/v1/duties", few).then(told),
      ),
      service(
        "reporting",
        reporting.GET("/reporting/v1/duties/counts").then(told),
        reporting.GET("/reporting/v1/duties", few).then(told),
      ),
      service(
        "inspection-teams",
        inspectionTeams.GET("/inspection-teams/v1/duties/counts").then(told),
        inspectionTeams.GET("/inspection-teams/v1/duties", few).then(told),
      ),
    ]),
    directives.GET("/directives/v1/assignments/counts", { params: { query: { by: ["bucket", "health"] } } }).then(told),
    directives
      .GET("/directives/v1/assignments", { params: { query: { bucket: ["open_overdue"], sort: "due_on", limit: 10 } } })
      .then(told),
    reporting
      .GET("/reporting/v1/completeness", { params: { query: { regime: "two-tier-weekly", receiver: "BTC" } } })
      .then(told),
  ]);
  return {
    me,
    label: labels(...words),
    services,
    buckets: tally(counts.cells.map(({ at, count }) => [named(at[0]), count])),
    healths: tally(counts.cells.map(({ at, count }) => [named(at[1]), count])),
    overdue: overdue.items,
    weeks: completeness.periods.map((week) => ({
      key: week.key,
      text:
        `${week.submitted}/${week.expected} đã gửi, ${week.late} muộn, ${week.accepted} đã chấp nhận, ` +
        `đầy đủ ${week.completeness_percent ?? "–"} %, còn thiếu ${week.missing.length}`,
    })),
  };
}

async function service(
  name: string,
  badge: Promise<Shared["DutyCounts"]>,
  duties: Promise<{ items: Shared["Duty"][] }>,
): Promise<Service> {
  return { name, badge: await badge, duties: (await duties).items };
}

/** The label of one dimension of a count. */
function named(place: Shared["PlaceView"] | undefined): string {
  return place?.name_vi ?? place?.value ?? "không có";
}

function show({ me, label, services, buckets, healths, overdue, weeks }: Dashboard): string[] {
  return [
    heading(`Bàn làm việc của ${me.name}`),
    ...me.memberships.map(
      ({ organization, roles }) => `${organization.name_vi}: ${roles.map((role) => label("role", role)).join(", ")}`,
    ),
    ...services.flatMap(({ name, badge, duties }) => [
      heading(`${name}: ${badge.total} việc đang chờ, ${badge.overdue} quá hạn`),
      ...badge.items.map(
        ({ kind, waits_for, count, overdue: late }) =>
          `[${count}] ${label("duty_kind", kind)} – ${label("duty_wait", waits_for)}, quá hạn ${late}`,
      ),
      ...duties.map(
        ({ title, counterpart, cause, due_at, is_overdue }) =>
          `${is_overdue ? "!" : " "} ${short(title)} | ${label("duty_cause", cause)} | ${counterpart.name_vi} | ${moment(due_at)}`,
      ),
    ]),
    heading("Nhiệm vụ theo nhóm thống kê, theo tình trạng"),
    ...[...buckets, ...healths].map(([name, count]) => `${String(count).padStart(5)}  ${name}`),
    heading("Quá hạn"),
    ...overdue.map(
      ({ title, accountable, due_on, next_fulfilment_due_on }) =>
        `${due_on ?? next_fulfilment_due_on ?? "–"}  ${accountable.name_vi}: ${short(title)}`,
    ),
    heading("Báo cáo tuần"),
    ...weeks.map(({ key, text }) => `${key}  ${text}`),
  ];
}
