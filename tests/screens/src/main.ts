import { administration } from "./administration.js";
import { approval } from "./approval.js";
import { Person } from "./client.js";
import { dashboard } from "./dashboard.js";
import { documents } from "./documents.js";
import { feed } from "./feed.js";
import { wardReport } from "./ward_report.js";

const origin = setting("ORIGIN");

await screen("1. Dashboard", dashboard, person("COORDINATOR"));
await screen("2. Report of a ward", wardReport, person("WARD"));
await screen("3. Approval", approval, person("COORDINATOR"), person("OFFICER"), person("LEADER"));
await screen("4. Documents", documents, person("COORDINATOR"));
await screen("5. Feed", feed, person("COORDINATOR"));
await screen("6. Administration", administration, person("OPERATOR"));

/** Shows one screen, and how many calls it needed. */
async function screen<P extends Person[]>(name: string, load: (...people: P) => Promise<string[]>, ...people: P) {
  const lines = await load(...people);
  const calls = people.reduce((sum, each) => sum + each.calls, 0);
  console.log(`\n══ ${name}: ${calls} calls ══\n${lines.join("\n")}`);
}

function person(role: string): Person {
  return new Person(origin, setting(`TOKEN_${role}`));
}

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`${name} is not set.`);
  }
  return value;
}
