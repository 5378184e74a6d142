/** Limits of time: {@link within}. It knows nothing of what is done in that time. */

/**
 * Runs `work` until it ends, `ms` milliseconds have passed, or `stop` is given.
 *
 * In the two latter cases `fail` says what to throw, and `work` is told by its signal but not
 * waited for: middleware and token providers may not listen.
 */
export function within<T>(
  ms: number,
  stop: AbortSignal | undefined,
  fail: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const { signal } = controller;
    const end = (): void => controller.abort();
    // Timers count to 24 days; what is longer is no limit worth the name.
    const timer = setTimeout(end, Math.min(ms, 2e9));
    // Both listeners go with the signal, which is given in any case.
    stop?.addEventListener("abort", end, { signal });
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(fail());
    });
    if (stop?.aborted) {
      end();
    } else {
      work(signal).then(resolve, reject).finally(end);
    }
  });
}

/** Waits; a signal ends the waiting early. */
export function wait(ms: number, stop: AbortSignal | undefined): Promise<void> {
  return within<void>(ms, stop, Error, () => new Promise(() => {})).catch(() => {});
}
