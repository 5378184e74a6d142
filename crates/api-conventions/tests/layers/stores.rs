//! Windows of calls, counted in memory.

use std::collections::BTreeMap;

use api_conventions::{Allowance, Demand, MemoryStore, RateLimitStore as _};
use proptest::prelude::*;
use time::{Duration, OffsetDateTime};
use tokio::task::JoinSet;

use crate::support::tokens::NOW;

fn demand(key: &str, limit: u64, burst: u64, window_s: u64) -> Demand {
    Demand {
        key: key.to_owned(),
        limit,
        burst,
        window_s,
    }
}

/// Takes a call of each demand; the store in memory is never down.
fn take(store: &MemoryStore, demands: &[Demand], now: OffsetDateTime) -> Vec<Allowance> {
    let taken = store.take(demands, now);
    let taken = futures_util::FutureExt::now_or_never(taken);
    taken.expect("no waiting").expect("no fault")
}

/// What a call finds: the limit; what is left, nothing when it is refused; and how long until the
/// window ends.
type Found = (u64, Option<u64>, i64);

/// Calls, each at a second, and what they find.
fn check_calls(calls: &[(i64, Demand, Found)]) {
    let store = MemoryStore::default();
    for (index, (second, demand, expected)) in calls.iter().enumerate() {
        let now = NOW + Duration::seconds(*second);
        let found = take(&store, std::slice::from_ref(demand), now)[0];
        let left = found.granted.then_some(found.remaining);
        let ends = i64::try_from(found.resets_at).expect("a near time") - now.unix_timestamp();
        assert_eq!((found.limit, left, ends), *expected, "call {index}");
        assert_eq!(found.window_s, demand.window_s);
    }
}

#[test]
fn a_window_allows_what_was_left_and_its_own_up_to_a_burst() {
    let four = || demand("a", 4, 6, 30);
    check_calls(&[
        (0, four(), (6, Some(5), 30)),
        (1, four(), (6, Some(4), 29)),
        (1, four(), (6, Some(3), 29)),
        (1, four(), (6, Some(2), 29)),
        (1, four(), (6, Some(1), 29)),
        (1, four(), (6, Some(0), 29)),
        (1, four(), (6, None, 29)),
        (29, four(), (6, None, 1)),
        // The next one begins with a call, and nothing was left.
        (35, four(), (4, Some(3), 30)),
        (64, four(), (4, Some(2), 1)),
        // Two are carried over.
        (65, four(), (6, Some(5), 30)),
        // Windows without calls fill up to the burst and no further.
        (65 + 30 * 100, four(), (6, Some(5), 30)),
    ]);
    let one = || demand("b", 1, 5, 10);
    check_calls(&[
        (0, one(), (5, Some(4), 10)),
        (0, one(), (5, Some(3), 10)),
        (0, one(), (5, Some(2), 10)),
        (0, one(), (5, Some(1), 10)),
        (0, one(), (5, Some(0), 10)),
        // Three lengths have passed, the last of which is not over.
        (39, one(), (3, Some(2), 10)),
        (48, one(), (3, Some(1), 1)),
        // What has passed of a window counts for no other one.
        (49, one(), (2, Some(1), 10)),
    ]);
}

#[test]
fn without_calls_to_grant_none_is_granted() {
    let none = || demand("a", 0, 0, 30);
    check_calls(&[(0, none(), (0, None, 30)), (300, none(), (0, None, 30))]);
}

#[test]
fn another_plan_counts_the_calls_that_were_made() {
    let small = || demand("a", 2, 3, 30);
    let large = || demand("a", 10, 12, 30);
    check_calls(&[
        (0, small(), (3, Some(2), 30)),
        (0, small(), (3, Some(1), 30)),
        (0, small(), (3, Some(0), 30)),
        (0, small(), (3, None, 30)),
        (5, large(), (11, Some(7), 25)),
        (5, small(), (3, None, 25)),
        (5, large(), (11, Some(6), 25)),
        // Nothing was left of that window for the next one.
        (30, small(), (2, Some(1), 30)),
    ]);
    // Who goes to and fro gets no more than the larger one gives.
    {
        let store = MemoryStore::default();
        let mut plans = [small(), large()].into_iter().cycle();
        let calls = plans.by_ref().take(100).filter(|plan| {
            let plan = std::slice::from_ref(plan);
            take(&store, plan, NOW)[0].granted
        });
        assert_eq!(calls.count(), 11);
    }
    // With another length, the same window ends at another time.
    check_calls(&[
        (0, demand("a", 2, 2, 30), (2, Some(1), 30)),
        (1, demand("a", 2, 2, 300), (2, Some(0), 299)),
        (2, demand("a", 2, 2, 1), (2, Some(1), 1)),
    ]);
}

#[test]
fn a_clock_that_is_set_back_gives_no_calls_and_takes_no_time() {
    let two = || demand("a", 2, 2, 30);
    check_calls(&[
        (1000, two(), (2, Some(1), 30)),
        (0, two(), (2, Some(0), 30)),
        (1, two(), (2, None, 29)),
        (30, two(), (2, Some(1), 30)),
    ]);
}

#[test]
fn a_call_that_finds_one_limit_used_up_takes_of_none() {
    let store = MemoryStore::default();
    let (one, many) = (demand("one", 1, 1, 10), demand("many", 5, 5, 60));
    let both = [one.clone(), many.clone()];
    let first = take(&store, &both, NOW);
    assert!(first.iter().all(|allowance| allowance.granted));
    for _ in 0..3 {
        let refused = take(&store, &both, NOW);
        assert_eq!((refused[0].granted, refused[0].remaining), (false, 0));
        assert_eq!((refused[1].granted, refused[1].remaining), (true, 4));
    }
    assert!(take(&store, &[], NOW).is_empty());
}

#[test]
fn times_and_figures_without_measure_break_nothing() {
    let far = OffsetDateTime::new_utc(time::Date::MAX, time::Time::MIDNIGHT);
    for now in [
        NOW,
        OffsetDateTime::UNIX_EPOCH,
        OffsetDateTime::new_utc(time::Date::MIN, time::Time::MIDNIGHT),
        far,
    ] {
        for window_s in [1, 60, u64::MAX] {
            let store = MemoryStore::default();
            let huge = demand("a", u64::MAX, u64::MAX, window_s);
            let found = take(&store, std::slice::from_ref(&huge), now)[0];
            assert_eq!((found.granted, found.remaining), (true, u64::MAX - 1));
            let small = demand("a", 1, 1, window_s);
            take(&store, &[small], far);
            for _ in 0..5000 {
                take(&store, std::slice::from_ref(&huge), now);
            }
        }
    }
}

#[test]
fn what_is_forgotten_changes_nothing() {
    let store = MemoryStore::default();
    let slow = demand("slow", 1, 3, 1000);
    let never = demand("never", 0, 0, 10);
    for _ in 0..3 {
        assert!(take(&store, std::slice::from_ref(&slow), NOW)[0].granted);
    }
    // Enough calls of others for windows that are over to be forgotten, this one not being so.
    for number in 0..20_000_i64 {
        let other = demand(&format!("other {number}"), 1, 1, 1);
        take(
            &store,
            &[other, never.clone()],
            NOW + Duration::milliseconds(number * 50),
        );
    }
    let allowance = take(
        &store,
        std::slice::from_ref(&slow),
        NOW + Duration::seconds(1000),
    )[0];
    assert_eq!((allowance.granted, allowance.limit), (true, 1));
    let size = format!("{store:?}").matches("other ").count();
    assert!(size < 5000, "{size} windows are kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_at_once_get_no_more_than_there_is_in_whatever_order_they_come() {
    let store = std::sync::Arc::new(MemoryStore::default());
    let mut tasks = JoinSet::new();
    for task in 0..8_i64 {
        let store = std::sync::Arc::clone(&store);
        tasks.spawn(async move {
            let mut granted = 0;
            for call in 0..100_i64 {
                // Each task has read the time before it comes to count.
                let now = NOW + Duration::microseconds((call * 37 + task * 11) % 101);
                let demand = demand("a", 20, 50, 30);
                let taken = store.take(&[demand], now).await.expect("no fault");
                granted += u64::from(taken[0].granted);
                tokio::task::yield_now().await;
            }
            granted
        });
    }
    assert_eq!(tasks.join_all().await.iter().sum::<u64>(), 50);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whatever is called when, no more passes than a burst, and the limit once for each window;
    /// and who waits until the window ends may call again.
    #[test]
    fn no_more_calls_pass_than_the_figures_say(
        figures in prop::collection::vec((1..6_u64, 0..6_u64, 1..20_u64), 1..3),
        calls in prop::collection::vec((-2_000..8_000_i64, prop::bool::ANY), 1..200),
    ) {
        let store = MemoryStore::default();
        let demands: Vec<Demand> = figures
            .iter()
            .enumerate()
            .map(|(index, (limit, more, window_s))| {
                demand(&index.to_string(), *limit, limit + more, *window_s)
            })
            .collect();
        let (mut now, mut passed) = (NOW, Duration::ZERO);
        let mut granted = BTreeMap::<usize, u64>::new();
        for (step, all) in calls {
            // Most calls come at once.
            let step = Duration::milliseconds(if step < 5_000 && step > 0 { 0 } else { step });
            now += step;
            passed += step.max(Duration::ZERO);
            let asked = if all { &demands[..] } else { &demands[..1] };
            let taken = take(&store, asked, now);
            let passes = taken.iter().all(|allowance| allowance.granted);
            for (index, (allowance, demand)) in taken.iter().zip(asked).enumerate() {
                let count = granted.entry(index).or_default();
                *count += u64::from(passes);
                let windows = passed.whole_seconds().unsigned_abs() / demand.window_s;
                prop_assert!(*count <= demand.burst + demand.limit * windows);
                prop_assert!(allowance.remaining <= allowance.limit);
                prop_assert!(allowance.limit <= demand.burst);
                let seconds = i64::try_from(allowance.resets_at).expect("a near time");
                let wait = seconds - now.unix_timestamp();
                prop_assert!(wait >= 1 && wait.unsigned_abs() <= demand.window_s + 1);
            }
        }
        let last = take(&store, &demands, now);
        let ends = last.iter().map(|allowance| allowance.resets_at).max();
        let ends = ends.and_then(|ends| i64::try_from(ends).ok()).expect("a near time");
        let then = OffsetDateTime::from_unix_timestamp(ends).expect("a near time");
        prop_assert!(take(&store, &demands, then).iter().all(|allowance| allowance.granted));
    }
}
