use crate::city::City;
use crate::wait::answered;
use diesel_async::SimpleAsyncConnection;
use haicap_testing::{Answer, Persona, Request};
use haicap_types::Role;
use serde_json::json;

const DIRECTIVES: &str = "/directives";

/// When the process is killed.
#[derive(Debug, Clone, Copy)]
enum Killed {
    BeforeCommit,
    AtCommit,
    AfterAnswer,
}

#[tokio::test(flavor = "multi_thread")]
async fn h32_a_request_sent_again_after_a_kill_has_one_effect_and_one_answer() {
    let mut city = City::found().await;
    city.directives.start().await;
    let moments = [Killed::BeforeCommit, Killed::AtCommit, Killed::AfterAnswer];
    for moment in moments {
        let key = format!("{moment:?}");
        let heard = send_and_kill(&mut city, moment, &key).await;
        city.directives.start().await;
        let again = answered(|| draft(&city, &key)).await;
        assert_eq!(again.status, 201, "{moment:?}: {}", again.text);
        let was_done = !matches!(moment, Killed::BeforeCommit);
        assert_eq!(again.header("idempotency-replayed").is_some(), was_done, "{moment:?}");
        let third = draft(&city, &key).expect(201).await;
        for other in heard.iter().chain([&third]) {
            assert_eq!((&other.text, other.etag()), (&again.text, again.etag()), "{moment:?}");
            assert_eq!(other.header("location"), again.header("location"), "{moment:?}");
        }
    }
    let list = city.request(&city.directives, &coordinator(), "GET", DIRECTIVES).expect(200).await;
    assert_eq!(list.items().len(), moments.len());
    let follower = Persona::new("HAICAP", Role::Service);
    let events = "/events?kinds=directives.directive.&wait=5";
    let events = city.request(&city.directives, &follower, "GET", events).expect(200).await;
    assert_eq!(events.items().len(), moments.len(), "{}", events.text);
}

/// Sends a request and kills the service; the answer, if it was waited for.
async fn send_and_kill(city: &mut City, moment: Killed, key: &str) -> Option<Answer> {
    let request = draft(city, key);
    let directives = &mut city.directives;
    match moment {
        Killed::BeforeCommit => {
            let mut owner = directives.database.owner().await;
            owner.batch_execute("begin; lock table directive in share row exclusive mode").await.unwrap();
            let sent = tokio::spawn(request.try_send());
            directives.expect_blocked().await;
            directives.kill();
            assert!(sent.await.unwrap().is_err(), "nobody can have answered");
            owner.batch_execute("rollback").await.unwrap();
            None
        }
        Killed::AtCommit => {
            let sent = tokio::spawn(request.try_send());
            let is_committed = format!("exists (select from idempotency_key where key = '{key}')");
            directives.expect_in_database(&is_committed).await;
            directives.kill();
            sent.await.unwrap().ok()
        }
        Killed::AfterAnswer => {
            let answer = request.expect(201).await;
            directives.kill();
            Some(answer)
        }
    }
}

fn draft(city: &City, key: &str) -> Request {
    let body = json!({ "scheme": "party", "document_type": "CV", "title": "Công văn", "issuer": "TT" });
    let request = city.request(&city.directives, &coordinator(), "POST", DIRECTIVES);
    request.json(&body).header("idempotency-key", key)
}

fn coordinator() -> Persona {
    Persona::new("TT", Role::Coordinator)
}
