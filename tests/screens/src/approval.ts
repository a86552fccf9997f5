import { may, type Person, seen, told } from "./client.js";
import { type Label, heading, labels, moment, short } from "./text.js";
import type { components } from "api/reporting";

type Schemas = components["schemas"];
type Report = Schemas["ReportView"];

/** Who receives a ward's report judges it; then the totals become a report to the leaders, which the head approves. */
export async function approval(coordinator: Person, officer: Person, head: Person): Promise<string[]> {
  const label = labels(told(await coordinator.reporting.GET("/reporting/v1/vocabulary")));
  const duties = await coordinator.reporting.GET("/reporting/v1/duties", {
    params: { query: { kind: "submission", waits_for: "decision", limit: 200 } },
  });
  const duty = told(duties).items.find(({ counterpart }) => counterpart.code === "DU-25747");
  const judged =
    duty === undefined ? ["Không có báo cáo chờ xem xét."] : await judge(coordinator, duty.thing.id, label);
  return [...judged, ...(await consolidate(officer, head, label))];
}

/** Returns a first version with a remark on one figure, and accepts a second one. */
async function judge({ reporting }: Person, id: string, label: Label): Promise<string[]> {
  const path = { id };
  // The editor shows to whoever judges what it shows to whoever writes; there is nothing to write.
  const { submission, form, indicators, previous } = told(
    await reporting.GET("/reporting/v1/submissions/{id}/editor", { params: { path } }),
  );
  const { hash } = submission;
  if (hash === null) {
    return ["Báo cáo chưa gửi."];
  }
  const figures = form.sections.flatMap((section) => section.indicators ?? []);
  const params = { path, header: { ...seen(submission), "Idempotency-Key": crypto.randomUUID() } };
  const judged =
    submission.number % 2 === 0
      ? told(await reporting.POST("/reporting/v1/submissions/{id}/accept", { params, body: { hash } }))
      : told(
          await reporting.POST("/reporting/v1/submissions/{id}/return", {
            params,
            body: { remarks: { "/values/premises_surplus": "Đề nghị rà soát lại số này." } },
          }),
        );
  return [
    heading(`${submission.organization.name_vi}, kỳ ${submission.period.key}, lần ${submission.number}`),
    `Gửi lúc ${moment(submission.submitted?.at ?? null)}, người gửi ${submission.submitted?.by.name ?? "–"}`,
    ...figures
      .slice(0, 6)
      .map(
        ({ code }) =>
          `${short(indicators[code]?.name_vi ?? code)}: ${submission.values[code] ?? submission.ratios[code] ?? "–"} ` +
          `(kỳ trước ${previous?.values[code] ?? "–"})`,
      ),
    ...Object.entries(submission.narrative).map(([code, text]) => `${code}: ${short(text)}`),
    `→ ${label("submission_state", judged.state)}`,
    ...Object.entries(judged.remarks).map(([place, remark]) => `! ${place}: ${remark}`),
  ];
}

/** Draws up the week's report, edits it and asks for approval as the officer; approves it as the head. */
async function consolidate({ reporting }: Person, head: Person, label: Label): Promise<string[]> {
  const query = { regime: "two-tier-weekly", period: "2025-W40" };
  const idempotent = () => ({ "Idempotency-Key": crypto.randomUUID() });
  const former = told(await head.reporting.GET("/reporting/v1/consolidated-reports", { params: { query } })).items;
  for (const report of former.filter((report) => may(report, "recall"))) {
    told(
      await head.reporting.POST("/reporting/v1/consolidated-reports/{id}/recall", {
        params: { path: { id: report.id }, header: { ...seen(report), ...idempotent() } },
        body: { reason: "Lập lại theo số liệu mới." },
      }),
    );
  }
  const drawn = told(
    await reporting.POST("/reporting/v1/consolidated-reports", { params: { header: idempotent() }, body: query }),
  );
  const path = { id: drawn.id };
  const written = told(
    await reporting.PATCH("/reporting/v1/consolidated-reports/{id}", {
      params: { path, header: seen(drawn) },
      body: { signer: { name: "Nguyễn Văn Minh Họa" } },
    }),
  );
  const requested = told(
    await reporting.POST("/reporting/v1/consolidated-reports/{id}/request-approval", {
      params: { path, header: { ...seen(written), ...idempotent() } },
      body: {},
    }),
  );
  const shown = told(await head.reporting.GET("/reporting/v1/consolidated-reports/{id}", { params: { path } }));
  if (shown.hash === null || !may(shown, "approve")) {
    return [...show(requested, label), "Chưa duyệt được."];
  }
  const approved = told(
    await head.reporting.POST("/reporting/v1/consolidated-reports/{id}/approve", {
      params: { path, header: { ...seen(shown), ...idempotent() } },
      body: { hash: shown.hash },
    }),
  );
  const { response } = await head.reporting.GET("/reporting/v1/consolidated-reports/{id}/document", {
    params: { path },
    headers: { Accept: "application/pdf" },
    parseAs: "arrayBuffer",
  });
  return [
    ...show(approved, label),
    `${approved.document_href}: ${response.status} ${response.headers.get("content-type") ?? "–"}`,
  ];
}

function show({ content, snapshot, state, number, approved, receiver }: Report, label: Label): string[] {
  const { coverage, figures, sections } = snapshot;
  return [
    heading(`Báo cáo ${content.title} (lần ${number})`),
    `${content.letterhead.issuing_body} gửi ${receiver.name_vi}: ${label("consolidated_report_state", state)}` +
      `, duyệt lúc ${moment(approved?.at ?? null)} (${approved?.by.name ?? "–"})`,
    `${content.opening.trim()}`,
    `Đã nhận ${coverage.received}/${coverage.expected} (${coverage.percent ?? "–"} %), còn thiếu ${coverage.missing.length}`,
    ...figures
      .slice(0, 8)
      .map(
        ({ name_vi, value, unit_vi, units_counted }) =>
          `${short(name_vi)}: ${value ?? "–"} ${unit_vi ?? ""} (${units_counted} đơn vị)`,
      ),
    ...sections
      .filter(({ kind }) => kind === "narrative")
      .map(({ code, title_vi }) => `${title_vi}: ${Object.keys(content.narrative[code] ?? {}).length} đoạn`),
    `Ký: ${content.signer.authority ?? ""} ${content.signer.title} ${content.signer.name ?? ""}`,
  ];
}
