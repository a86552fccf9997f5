import createClient from "openapi-fetch";
import type { components, paths as Directives } from "api/directives";
import type { paths as InspectionTeams } from "api/inspection-teams";
import type { paths as Reporting } from "api/reporting";

/** Types that are the same in every service. */
export type Shared = components["schemas"];

/** The media types that are read: lists are also there as files. */
type Json = "application/json" | "application/problem+json";

/** One person's clients of the three services, which count their calls. */
export class Person {
  calls = 0;
  readonly directives;
  readonly reporting;
  readonly inspectionTeams;

  constructor(origin: string, token: string) {
    const options = {
      baseUrl: origin,
      headers: { Authorization: `Bearer ${token}` },
      // Filters that take several words take them in one parameter, separated by commas.
      querySerializer: { array: { style: "form", explode: false } },
      fetch: (request: Request) => {
        this.calls += 1;
        return fetch(request);
      },
    } as const;
    this.directives = createClient<Directives, Json>(options);
    this.reporting = createClient<Reporting, Json>(options);
    this.inspectionTeams = createClient<InspectionTeams, Json>(options);
  }
}

type Answer<T> = { data: T; error?: never } | { data?: never; error: Shared["Problem"] };

/** What was asked for, or the problem as an error that a screen shows. */
export function told<T>(answer: Answer<T>): T {
  if (answer.error !== undefined) {
    throw new Refused(answer.error);
  }
  return answer.data;
}

/** A service's refusal. */
export class Refused extends Error {
  constructor(readonly problem: Shared["Problem"]) {
    const faults = problem.errors.map(({ pointer, detail }) => `\n  ${pointer}: ${detail}`);
    super(`${problem.status} ${problem.code}: ${problem.detail}${faults.join("")}`);
  }
}

/** The header that names the version that a person has seen. */
export function seen({ version }: { version: number }): { "If-Match": string } {
  return { "If-Match": `"${version}-0"` };
}

/** Whether the caller may do this now. */
export function may({ actions }: { actions: Shared["Action"][] }, name: string): boolean {
  return actions.some((action) => action.name === name && action.is_allowed);
}
