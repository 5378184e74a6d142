//! Counting in this process: [`MemoryStore`].

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

use super::{Allowance, Demand, RateLimitStore};
use crate::StoreError;

/// After how many calls windows that are over are forgotten.
const SWEEP_EVERY: u32 = 4096;

/// Counts in this process. Several processes that share their limits need a store that they share.
#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    windows: BTreeMap<String, Window>,
    calls: u32,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    begins: OffsetDateTime,
    length: Duration,
    /// Calls that it had when it began.
    had: u64,
    /// Calls that were made in it; more than it has, when its figures have become smaller.
    used: u64,
    burst: u64,
    limit: u64,
}

impl Window {
    /// The first window of a key is full.
    fn first(demand: &Demand, now: OffsetDateTime) -> Self {
        Self {
            begins: now,
            length: length(demand),
            had: demand.burst,
            used: 0,
            burst: demand.burst,
            limit: demand.limit,
        }
    }

    /// The window of this time.
    fn at(self, demand: &Demand, now: OffsetDateTime) -> Self {
        let window = self.with_figures_of(demand);
        if now < window.begins {
            // Calls at the same time come in any order, and clocks are set back. Neither gives
            // anybody more calls, nor makes them wait longer than a window.
            return Self {
                begins: now,
                ..window
            };
        }
        window.moved_to(now)
    }

    /// The window after the figures of its key have changed, as with another plan. Calls that were
    /// made stay made, so that nobody gains calls by going to and fro.
    fn with_figures_of(self, demand: &Demand) -> Self {
        let had = self.had.saturating_add(demand.limit);
        let had = had.saturating_sub(self.limit).min(demand.burst);
        Self {
            begins: self.begins,
            length: length(demand),
            had,
            used: self.used,
            burst: demand.burst,
            limit: demand.limit,
        }
    }

    fn left(&self) -> u64 {
        self.had.saturating_sub(self.used)
    }

    /// The window after this one, if this one is over.
    fn moved_to(self, now: OffsetDateTime) -> Self {
        let passed = (now - self.begins).whole_seconds() / self.length.whole_seconds();
        let Some(passed) = u64::try_from(passed).ok().filter(|passed| *passed > 0) else {
            return self;
        };
        let added = self.limit.saturating_mul(passed);
        let had = self.left().saturating_add(added).min(self.burst);
        Self {
            begins: now,
            had,
            used: 0,
            ..self
        }
    }

    fn ends(&self) -> OffsetDateTime {
        self.begins.saturating_add(self.length)
    }

    /// Whether forgetting it changes nothing.
    fn is_full_again(&self, now: OffsetDateTime) -> bool {
        let windows = self.burst.div_ceil(self.limit.max(1));
        let length = self
            .length
            .saturating_mul(i32::try_from(windows).unwrap_or(i32::MAX));
        self.begins.saturating_add(length) <= now
    }
}

fn length(demand: &Demand) -> Duration {
    let seconds = i64::try_from(demand.window_s).unwrap_or(i64::MAX);
    Duration::seconds(seconds.max(1))
}

impl State {
    fn take(&mut self, demands: &[Demand], now: OffsetDateTime) -> Vec<Allowance> {
        self.sweep(now);
        let mut windows: Vec<Window> = demands
            .iter()
            .map(|demand| match self.windows.get(&demand.key) {
                Some(window) => window.at(demand, now),
                None => Window::first(demand, now),
            })
            .collect();
        let all_have = windows.iter().all(|window| window.left() > 0);
        let mut allowances = Vec::with_capacity(windows.len());
        for (demand, window) in demands.iter().zip(&mut windows) {
            let granted = window.left() > 0;
            if all_have {
                window.used += 1;
            }
            let ends = window
                .ends()
                .saturating_add(Duration::nanoseconds(999_999_999));
            allowances.push(Allowance {
                granted,
                limit: window.had,
                remaining: window.left(),
                resets_at: u64::try_from(ends.unix_timestamp()).unwrap_or_default(),
                window_s: demand.window_s,
            });
        }
        for (demand, window) in demands.iter().zip(windows) {
            match self.windows.get_mut(&demand.key) {
                Some(known) => *known = window,
                None => {
                    self.windows.insert(demand.key.clone(), window);
                }
            }
        }
        allowances
    }

    fn sweep(&mut self, now: OffsetDateTime) {
        self.calls += 1;
        if self.calls >= SWEEP_EVERY {
            self.calls = 0;
            self.windows.retain(|_, window| !window.is_full_again(now));
        }
    }
}

impl RateLimitStore for MemoryStore {
    async fn take(
        &self,
        demands: &[Demand],
        now: OffsetDateTime,
    ) -> Result<Vec<Allowance>, StoreError> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(state.take(demands, now))
    }
}
