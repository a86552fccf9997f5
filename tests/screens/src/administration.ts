import { type Person, type Shared, seen, told } from "./client.js";
import { type Label, heading, labels } from "./text.js";

type Organization = Shared["OrganizationView"];

const DATE = "2026-06-15";

/** The operator's view of the directory: who there is, a file of it, what a file would change, and a day off. */
export async function administration(operator: Person): Promise<string[]> {
  const label = labels(told(await operator.directives.GET("/directives/v1/vocabulary")));
  return [
    ...tree(await organizations(operator), label),
    ...(await file(operator, label)),
    ...(await day(operator, label)),
  ];
}

/** Every organization, page by page. */
async function organizations({ directives }: Person): Promise<Organization[]> {
  const all: Organization[] = [];
  let cursor: string | null = null;
  do {
    const query: { limit: number; cursor?: string } = cursor === null ? { limit: 200 } : { limit: 200, cursor };
    const page: Shared["ListingView_OrganizationView"] = told(
      await directives.GET("/directives/v1/organizations", { params: { query } }),
    );
    all.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return all;
}

/** The first two levels with their kinds, and how many are below. */
function tree(all: Organization[], label: Label): string[] {
  const branch = (above: string | null, depth: number): string[] =>
    all
      .filter(({ parent }) => (parent?.code ?? null) === above)
      .flatMap((each) => [
        `${"  ".repeat(depth)}${each.code} ${each.name_vi} (${label("organization_kind", each.kind)})` +
          (each.children === 0 ? "" : `: ${each.children} đơn vị`),
        ...(depth < 1 ? branch(each.code, depth + 1) : []),
      ]);
  return [heading(`${all.length} tổ chức`), ...branch(null, 0).slice(0, 25), "…"];
}

/** Exports the organizations, renames one in the file, and asks what bringing it in would change. */
async function file({ directives }: Person, label: Label): Promise<string[]> {
  const {
    data: csv,
    error,
    response,
  } = await directives.GET("/directives/v1/organizations", {
    headers: { Accept: "text/csv" },
    parseAs: "text",
  });
  if (csv === undefined) {
    return [error.detail];
  }
  const outcome = told(
    await directives.POST("/directives/v1/imports/{table}", {
      params: { path: { table: "organizations" }, query: { dry_run: true } },
      headers: { "Content-Type": "text/csv" },
      body: csv.replace("Ban Nội chính Thành ủy", "Ban Nội chính Thành ủy (thử)"),
      bodySerializer: (body) => body,
    }),
  );
  return [
    heading(`Tệp ${response.headers.get("content-type") ?? "–"}: ${csv.trim().split("\n").length} dòng`),
    `Thử đưa vào: thêm ${outcome.added}, sửa ${outcome.changed}, giữ nguyên ${outcome.unchanged}`,
    ...outcome.rows.flatMap(({ key, line, effect, columns }) =>
      columns.map(
        ({ name, before, after }) =>
          `dòng ${line}, ${key} (${label("import_effect", effect)}): ${name} từ “${before ?? ""}” thành “${after ?? ""}”`,
      ),
    ),
  ];
}

/** Makes a date a day off, and an ordinary one again. */
async function day({ directives }: Person, label: Label): Promise<string[]> {
  const path = { date: DATE };
  const before = told(await directives.GET("/directives/v1/working-calendar/{date}", { params: { path } }));
  const put = told(
    await directives.PUT("/directives/v1/working-calendar/{date}", {
      params: { path, header: seen(before) },
      body: { kind: "holiday", name_vi: "Ngày nghỉ thử", status: "projected" },
    }),
  );
  const { error } = await directives.DELETE("/directives/v1/working-calendar/{date}", {
    params: { path, header: seen(put) },
  });
  const after = told(await directives.GET("/directives/v1/working-calendar/{date}", { params: { path } }));
  return [
    heading("Lịch làm việc"),
    ...[before, put].map((each) => show(each, label)),
    error?.detail ?? show(after, label),
  ];
}

function show({ date, is_working, kind, name_vi, status }: Shared["DayView"], label: Label): string {
  const word =
    kind === null
      ? "ngày thường"
      : `${label("day_kind", kind)}, ${name_vi ?? ""}, ${label("day_status", status ?? "")}`;
  return `${date}: ${is_working ? "làm việc" : "nghỉ"} (${word})`;
}
