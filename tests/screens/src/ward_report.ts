import { may, type Person, seen, told } from "./client.js";
import { type Label, heading, labels, moment, short } from "./text.js";
import type { components } from "api/reporting";

type Schemas = components["schemas"];
type Editor = Schemas["EditorView"];
type Submission = Schemas["SubmissionView"];

/** A ward's officer writes the report that is due: from last week's figures, until no error is left. */
export async function wardReport(officer: Person): Promise<string[]> {
  const { reporting } = officer;
  const label = labels(told(await reporting.GET("/reporting/v1/vocabulary")));
  const obligation = await owed(officer);
  const draft = await drafted(officer, obligation);
  const address = { path: { id: draft } };
  const editor = told(await reporting.GET("/reporting/v1/submissions/{id}/editor", { params: address }));
  const lines = show(editor, label);

  const edit = async (submission: Submission, body: Schemas["SubmissionPatch"]) =>
    told(
      await reporting.PATCH("/reporting/v1/submissions/{id}", {
        params: { ...address, header: seen(submission) },
        body,
      }),
    );
  // The officer mistypes one figure, so that there is something to correct.
  let submission = await edit(editor.submission, { values: { ...editor.previous?.values, premises_surplus: 0 } });
  lines.push(heading("Sau khi nhập số liệu"), ...issues(submission, label));
  submission = await edit(submission, correction(editor, submission));
  lines.push(heading("Sau khi viết lời và sửa lỗi"), ...issues(submission, label));
  if (!may(submission, "submit")) {
    return [...lines, "Chưa gửi được."];
  }
  const sent = told(
    await reporting.POST("/reporting/v1/submissions/{id}/submit", {
      params: { ...address, header: { ...seen(submission), "Idempotency-Key": crypto.randomUUID() } },
      body: {},
    }),
  );
  return [
    ...lines,
    heading(`Lần ${sent.number}: ${label("submission_state", sent.state)} lúc ${moment(sent.submitted?.at ?? null)}`),
    `Mã băm ${sent.hash ?? "–"}`,
  ];
}

/** What the officer owes: the first duty, or else the latest report, to be corrected. */
async function owed(officer: Person): Promise<Schemas["ObligationView"]> {
  const { reporting } = officer;
  const duties = told(await reporting.GET("/reporting/v1/duties", { params: { query: { kind: "obligation" } } }));
  const [duty] = duties.items;
  if (duty !== undefined) {
    const path = { id: await asked(officer, duty) };
    return told(await reporting.GET("/reporting/v1/obligations/{id}", { params: { path } }));
  }
  const past = await reporting.GET("/reporting/v1/obligations", {
    params: { query: { state: ["submitted", "accepted"], sort: "-due_at", limit: 1 } },
  });
  const [latest] = told(past).items;
  if (latest === undefined) {
    throw new Error("Nothing is owed.");
  }
  return latest;
}

/** The id of the obligation: once something was written, the duty names the submission instead. */
async function asked({ reporting }: Person, { thing: { id, href } }: Schemas["Duty"]): Promise<string> {
  if (!href.includes("/submissions/")) {
    return id;
  }
  return told(await reporting.GET("/reporting/v1/submissions/{id}", { params: { path: { id } } })).obligation_id;
}

/** The id of the draft, begun if there is none. */
async function drafted({ reporting }: Person, obligation: Schemas["ObligationView"]): Promise<string> {
  const { latest_submission: latest, effective_submission: effective } = obligation;
  if (latest?.state === "draft") {
    return latest.id;
  }
  const begun = await reporting.POST("/reporting/v1/obligations/{id}/submissions", {
    params: { path: { id: obligation.id }, header: seen(obligation) },
    body: { reason: effective === null ? null : "Cập nhật số liệu." },
  });
  return told(begun).id;
}

/** Words for the sections that are blank, and last week's figure in each place that an error names. */
function correction({ form, previous }: Editor, { narrative, issues }: Submission): Schemas["SubmissionPatch"] {
  const errors = new Set((issues ?? []).filter(({ severity }) => severity === "error").map(({ place }) => place));
  const words = form.sections
    .filter(({ kind }) => kind === "narrative")
    .map(({ code, title_vi }) => [code, narrative[code] ?? `[Số liệu minh họa] ${title_vi}: đã triển khai.`] as const);
  const figures = Object.entries(previous?.values ?? {}).filter(([code]) => errors.has(`/values/${code}`));
  return { narrative: Object.fromEntries(words), values: Object.fromEntries(figures) };
}

function show({ obligation, submission, form, indicators, previous, writable }: Editor, label: Label): string[] {
  const pen = (place: string) => (writable.includes(place) ? "✎" : " ");
  return [
    heading(`${obligation.regime.title}, kỳ ${obligation.period.key}`),
    `${obligation.organization.name_vi} gửi ${obligation.receiver.name_vi}, hạn ${moment(obligation.due_at)}: ` +
      `${label("obligation_state", obligation.state)}, lần ${submission.number}`,
    ...Object.entries(submission.remarks).map(([place, remark]) => `! ${place}: ${remark}`),
    ...form.sections.flatMap((section) => [
      heading(section.title_vi),
      ...(section.kind === "narrative"
        ? [`${pen(`/narrative/${section.code}`)} ${short(submission.narrative[section.code] ?? "(trống)")}`]
        : (section.indicators ?? []).map(({ code, is_required }) => {
            const [value, before] = [submission.values[code] ?? submission.ratios[code], previous?.values[code]];
            const name = `${indicators[code]?.name_vi ?? code}${is_required ? " *" : ""}`;
            return (
              `${pen(`/values/${code}`)} ${name}: ${value ?? "–"} (kỳ trước ${before ?? "–"}) ` +
              (indicators[code]?.unit_vi ?? "")
            );
          })),
    ]),
    heading("Quy tắc"),
    ...(form.rules ?? []).map(({ severity, message_vi }) => `${label("severity", severity)}: ${message_vi}`),
  ];
}

function issues({ issues, rules_not_applied }: Submission, label: Label): string[] {
  return [
    ...(issues ?? []).map(({ severity, place, detail }) => `${label("severity", severity)} | ${place}: ${detail}`),
    ...(rules_not_applied ?? []).map(({ code, detail }) => `(không áp dụng ${code}: ${detail})`),
  ];
}
