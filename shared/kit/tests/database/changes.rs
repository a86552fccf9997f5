use crate::service::SERVICE;
use diesel::QueryResult;
use diesel::sql_types::{Text, Untyped};
use diesel_async::RunQueryDsl;
use haicap_kit::auth::Caller;
use haicap_kit::db::{Db, Statement};
use haicap_kit::http::{IfMatch, Precondition, Reply};
use haicap_testing::{Persona, TestService};
use haicap_types::Role;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::Barrier;

async fn caller(service: &TestService) -> Caller {
    let token = service.token(&Persona::new("BTC", Role::Officer));
    let now_s = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let person = service.host.verifier.verify(&token, now_s.try_into().unwrap()).await.ok().unwrap();
    person.callers().next().unwrap()
}

async fn touch(mut db: Db<'_>, source: &str) -> QueryResult<()> {
    Statement::<Untyped>::new("update follower set cursor = cursor || 'x' where source = ")
        .bind::<Text, _>(source.to_owned())
        .execute(&mut db)
        .await
        .map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn h33_who_lost_a_deadlock_goes_on_as_long_as_the_version_is_the_one_that_was_named() {
    let service = TestService::start(SERVICE).await;
    service.database.run("insert into follower values ('a', ''), ('b', '')").await;
    let caller = caller(&service).await;
    let precondition = Precondition { if_match: IfMatch::Versions(vec![1]), ..Precondition::default() };
    let (both_have_one, attempts) = (Barrier::new(2), AtomicUsize::new(0));
    let change = async |first: &'static str, second: &'static str| {
        let act = async |work: &mut haicap_kit::Work<'_>| {
            precondition.if_match.check(1)?;
            touch(work.db(), first).await?;
            if attempts.fetch_add(1, Ordering::Relaxed) < 2 {
                both_have_one.wait().await;
            }
            touch(work.db(), second).await?;
            Ok(Reply::no_content())
        };
        service.host.change(&caller, &precondition, act).await.map(|reply| reply.status)
    };
    let done = futures_util::future::join(change("a", "b"), change("b", "a")).await;
    assert!(matches!(done, (Ok(204), Ok(204))), "{done:?}");
    assert_eq!(attempts.into_inner(), 3);
}
