//! What every service does before a handler is asked, and around it.

use contract::SERVICES;
use futures_util::{StreamExt, stream};
use haicap_kit::document::{build, operations};
use haicap_testing::{Answer, Persona, Request, TestService};
use haicap_types::Role;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How long anything may take that comes about by itself.
const DEADLINE: Duration = Duration::from_secs(20);

fn somebody() -> Persona {
    Persona::new("TT", Role::Coordinator)
}

/// Another service of ours, which sees all events.
fn follower() -> Persona {
    Persona::new("HAICAP", Role::Service)
}

async fn small() -> TestService {
    TestService::start(inspection_teams::SERVICE).await
}

async fn operations_of(service: &TestService, path: &str) -> Answer {
    let address = format!("{}{path}", service.ops_origin());
    Request::new(reqwest::Client::new().get(address)).send().await
}

#[tokio::test(flavor = "multi_thread")]
async fn h23_every_operation_refuses_who_has_no_token_however_its_address_is_spelt() {
    for service in SERVICES {
        let running = TestService::start(service).await;
        let document = build(&service);
        let name = service.name;
        let asked: Vec<(String, String, bool)> = operations(&document)
            .flat_map(|(path, method, _)| {
                let path = path.replace(['{', '}'], "");
                let within = path.trim_start_matches(&format!("/{name}/v1")).to_owned();
                let encoded = format!("%{:02x}{}", name.as_bytes()[0], &name[1..]);
                let (start, end) = within.split_at(within.rfind('/').map_or(0, |slash| slash + 1));
                let letter = end.as_bytes()[0];
                let spellings = [
                    path.clone(),
                    format!("/{name}/%761{within}"),
                    format!("/{name}/v%31{within}"),
                    format!("/{encoded}/v1{within}"),
                    format!("/{encoded}/%76%31{within}"),
                    format!("/{name}/v1{start}%{letter:02X}{}", &end[1..]),
                ];
                let beside =
                    [format!("//{name}/v1{within}"), format!("/{name}/V1{within}"), format!("/{name}/v1/..{within}")];
                let method = method.to_uppercase();
                let all = spellings.map(|path| (path, true)).into_iter().chain(beside.map(|path| (path, false)));
                all.map(move |(path, is_it)| (method.clone(), path, is_it)).collect::<Vec<_>>()
            })
            .collect();
        assert!(asked.iter().filter(|(.., is_it)| *is_it).count() >= 30, "{name}");
        let ask = async |(method, path, is_it): &(String, String, bool)| {
            let answer = running.anonymous(method, path).send().await;
            if *is_it {
                answer.expect_problem(401, &format!("{method} {path}"));
            } else {
                assert!(matches!(answer.status, 401 | 404 | 405), "{method} {path}: {}", answer.status);
            }
        };
        stream::iter(&asked).for_each_concurrent(16, ask).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_the_same_however_it_is_spelt() {
    let service = small().await;
    service.get(&somebody(), "/inspection-teams/%761/%6de").expect(200).await;
    let refused = service.request(&somebody(), "DELETE", "/inspection-teams/%761/%6de").expect(405).await;
    assert_eq!(refused.header("allow"), Some("GET, HEAD"));
    let html = service.get(&somebody(), "/inspection-teams/%761/%6de").header("accept", "text/html");
    html.expect(406).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_clients_make_up_adds_no_series_to_the_metrics() {
    let service = small().await;
    let ask = async |method: &str, path: &str| {
        service.anonymous(method, path).send().await;
    };
    for method in ["GET", "HEAD", "BREW"] {
        ask(method, "/inspection-teams/v1/me").await;
        ask(method, "/inspection-teams/v1/nothing").await;
    }
    let series = async || operations_of(&service, "/metrics").await.text.lines().count();
    let before = series().await;
    for number in 0..1_000 {
        let path = if number % 2 == 0 { "/inspection-teams/v1/me".to_owned() } else { format!("/x/v1/{number}") };
        ask(&format!("{}{number}", "A".repeat(number % 50 + 1)), &path).await;
    }
    ask("BREW", &format!("/inspection-teams/v1/{}", "x".repeat(4_000))).await;
    let text = operations_of(&service, "/metrics").await.text;
    assert!(text.contains("method=\"other\"") && !text.contains("BREW"), "{text}");
    // One route of none may be new: what no service has an address for.
    assert!(series().await <= before + 20, "{before} lines became {}", series().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_fails_is_seen_in_readiness_and_metrics_and_requests_are_answered_meanwhile() {
    let service = small().await;
    let sequencer = async || {
        let ready = operations_of(&service, "/health/ready").await;
        assert_eq!(ready.status, 200, "{}", ready.text);
        let workers = ready.body["services"][0]["workers"].as_array().unwrap().clone();
        workers.into_iter().find(|worker| worker["name"] == "sequencer").unwrap()
    };
    let becomes = async |state: &str| {
        let wait = async {
            loop {
                let worker = sequencer().await;
                if worker["state"] == state {
                    return worker;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(DEADLINE, wait).await.unwrap_or_else(|_| panic!("it never is {state}"))
    };
    let well = becomes("ok").await;
    assert_eq!((&well["failing_since"], &well["error"]), (&Value::Null, &Value::Null));
    service.database.run("alter table event_pending rename to event_hidden").await;
    let failing = becomes("failing").await;
    assert!(failing["failing_since"].is_string());
    assert_eq!(failing["error"], "internal");
    service.get(&somebody(), "/inspection-teams/v1/me").expect(200).await;
    let metrics = operations_of(&service, "/metrics").await.text;
    let failures = metrics
        .lines()
        .find(|line| line.starts_with("background_work_failures_total") && line.contains("worker=\"sequencer\""));
    assert!(failures.is_some_and(|line| !line.ends_with(" 0")), "{failures:?}");
    assert!(metrics.contains("background_work_last_success_timestamp_seconds"));
    service.database.run("alter table event_hidden rename to event_pending").await;
    becomes("ok").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn h11_one_caller_waits_for_events_twenty_times_at_once_and_no_more() {
    let service = small().await;
    let wait = |persona: &Persona| service.get(persona, "/inspection-teams/v1/events?after=latest&wait=20").send();
    let mut waiting: JoinSet<Answer> = (0..21).map(|_| wait(&somebody())).collect();
    let first = timeout(Duration::from_secs(10), waiting.join_next()).await.expect("one is refused").unwrap().unwrap();
    first.expect_problem(429, "the one too many");
    assert_eq!(first.header("retry-after"), Some("5"));
    assert!(waiting.try_join_next().is_none());
    // Neither who asks without waiting nor anybody else is refused.
    service.get(&somebody(), "/inspection-teams/v1/events").expect(200).await;
    service.get(&somebody().called("another"), "/inspection-teams/v1/events?wait=1").expect(200).await;
    waiting.abort_all();
    while waiting.join_next().await.is_some() {}
    let freed = async {
        while wait_shortly(&service).await.status == 429 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(DEADLINE, freed).await.expect("who went away has left the places");
}

async fn wait_shortly(service: &TestService) -> Answer {
    service.get(&somebody(), "/inspection-teams/v1/events?after=latest&wait=1").send().await
}

#[tokio::test(flavor = "multi_thread")]
async fn h11_one_caller_has_eight_files_of_lists_under_way_and_no_more() {
    let service = TestService::start(directives::SERVICE).await;
    let now_s = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap();
    let person = service.host.verifier.verify(&service.token(&somebody()), now_s).await.unwrap();
    let mut places: Vec<_> = (0..8).map(|_| service.host.exports.take(&person).unwrap()).collect();
    let list = |persona: &Persona| service.get(persona, "/directives/v1/organizations");
    let file = |persona: &Persona| list(persona).header("accept", "application/x-ndjson");
    let refused = file(&somebody()).send().await;
    refused.expect_problem(429, "the one too many");
    assert_eq!(refused.header("retry-after"), Some("5"));
    list(&somebody()).expect(200).await;
    file(&somebody().called("another")).expect(200).await;
    places.pop();
    file(&somebody()).expect(200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_is_told_at_once_of_what_concerns_them_and_of_nothing_else_also_by_another_process() {
    let writing = TestService::start(directives::SERVICE).await;
    haicap_reference::install(&writing.host, haicap_reference::shipped::parts()).await.unwrap();
    writing.expect_directory().await;
    let reading = TestService::start_on(directives::SERVICE, writing.database.clone(), &[&writing]).await;
    let latest = reading.get(&follower(), "/directives/v1/events?after=latest").expect(200).await;
    let latest = latest.text_at("/next_cursor").to_owned();
    let wait = |service: &TestService, kinds: &str, wait: usize| {
        let path = format!("/directives/v1/events?after={latest}&kinds={kinds}&wait={wait}");
        tokio::spawn(service.get(&follower(), &path).expect(200))
    };
    let waiting = [wait(&reading, "directives.directive.", 20), wait(&writing, "directives.directive.", 20)];
    let others = [wait(&reading, "directives.assignment.", 3), wait(&writing, "directives.assignment.", 3)];
    let document = json!({ "scheme": "party", "document_type": "CV", "title": "Công văn", "issuer": "TT" });
    writing.post(&somebody(), "/directives/v1/directives", &document).expect(201).await;
    for told in waiting {
        let page = timeout(Duration::from_secs(10), told).await.expect("it is told in time").unwrap();
        assert_eq!(page.items().len(), 1);
    }
    for other in others {
        let page = other.await.unwrap();
        assert_eq!(page.items().len(), 0);
        assert_ne!(page.text_at("/next_cursor"), latest, "it got on past what is not for it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_that_are_the_same_for_everybody_are_sent_once() {
    let service = small().await;
    for page in ["openapi.json", "docs/", "docs/index.html", "docs/swagger-ui-bundle.js", "docs/swagger-initializer.js"]
    {
        let path = format!("/inspection-teams/{page}");
        let first = service.anonymous("GET", &path).expect(200).await;
        assert!(!first.bytes.is_empty(), "{page}");
        let known = service.anonymous("GET", &path).header("if-none-match", first.etag()).expect(304).await;
        assert_eq!((known.etag(), known.bytes.len()), (first.etag(), 0), "{page}");
        let again = service.anonymous("GET", &path).header("if-none-match", "\"other\"").expect(200).await;
        assert_eq!(again.bytes, first.bytes, "{page}");
        assert_eq!(again.header("content-length"), Some(first.bytes.len().to_string().as_str()), "{page}");
    }
    let initializer = service.anonymous("GET", "/inspection-teams/docs/swagger-initializer.js").expect(200).await;
    assert!(initializer.text.contains("/inspection-teams/openapi.json"));
    service.anonymous("GET", "/inspection-teams/docs/nothing.js").send().await.expect_problem(404, "no such file");
}

#[tokio::test(flavor = "multi_thread")]
async fn h40_a_question_of_a_browser_that_is_refused_is_a_problem_that_its_page_may_read() {
    let service = small().await;
    let ask = |method: &str| {
        let asked = service.anonymous("OPTIONS", "/inspection-teams/v1/me");
        asked.header("origin", "https://front.example").header("access-control-request-method", method).send()
    };
    ask("TRACE").await.expect_problem(400, "a method that nobody has");
    assert_eq!(ask("GET").await.status, 200);
    let large = service.get(&somebody(), "/inspection-teams/v1/me").header("x-large", &"a".repeat(17 * 1024));
    let refused = large.header("origin", "https://front.example").expect(431).await;
    assert_eq!(refused.header("access-control-allow-origin"), Some("https://front.example"));
}
