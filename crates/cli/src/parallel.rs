use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use anyhow::{Context, Result};

/// Results that may wait for an earlier one, for each thread: enough to keep threads busy, few enough to bound memory.
const WAITING: usize = 16;
/// Bytes of stack for each thread, like that of a main thread: a long sentence may make a deep tree.
const STACK: usize = 8 << 20;

/// Does `work` on every item on `jobs` threads, and hands each result to `done` on this thread, in the order of the items and as
/// soon as it is there. At most a few items a thread are held at any time, however many there are. An error of `done` ends it.
pub(crate) fn in_order<T, R>(
    items: impl Iterator<Item = T> + Send,
    jobs: usize,
    work: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) -> Result<()>,
) -> Result<()>
where
    T: Send,
    R: Send,
{
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.max(1))
        .stack_size(STACK)
        .build()
        .context("no threads can be started")?;
    let stopped = AtomicBool::new(false);
    let (work, stopped) = (&work, &stopped);
    thread::scope(|threads| {
        let (queue, results) = sync_channel::<Receiver<R>>(jobs.max(1) * WAITING);
        threads.spawn(move || {
            pool.in_place_scope(|scope| {
                for item in items {
                    let (sender, result) = sync_channel(1);
                    if queue.send(result).is_err() {
                        break;
                    }
                    scope.spawn(move |_| {
                        if !stopped.load(Ordering::Relaxed) {
                            // Nobody waits for it any more after an error of `done`.
                            let _ = sender.send(work(item));
                        }
                    });
                }
            });
        });
        let outcome = results
            .into_iter()
            .filter_map(|result| result.recv().ok())
            .try_for_each(&mut done);
        stopped.store(true, Ordering::Relaxed);
        outcome
    })
}

/// As many threads as the user asked for, else as the machine has cores.
pub(crate) fn jobs(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_and_few_are_held() {
        for jobs in [1, 2, 5] {
            let (held, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let items = (0..200_u64).inspect(|_| {
                let now = held.fetch_add(1, Ordering::SeqCst) + 1;
                most.fetch_max(now, Ordering::SeqCst);
            });
            let slow_at_times = |item: u64| {
                thread::sleep(Duration::from_micros(if item.is_multiple_of(17) { 2000 } else { 10 }));
                item * 2
            };
            let mut seen = Vec::new();
            let outcome = in_order(items, jobs, slow_at_times, |result| {
                held.fetch_sub(1, Ordering::SeqCst);
                seen.push(result);
                Ok(())
            });
            outcome.expect("no error of done");
            assert_eq!(seen, (0..200).map(|item| item * 2).collect::<Vec<_>>());
            let most = most.into_inner();
            assert!(most <= jobs * WAITING + 3, "{most} held by {jobs} threads");
        }
    }

    #[test]
    fn an_error_of_done_ends_an_endless_input() {
        let mut left = 3;
        let outcome = in_order(
            0..,
            2,
            |item: u64| item,
            |_| {
                left -= 1;
                if left == 0 {
                    Err(anyhow::anyhow!("enough"))
                } else {
                    Ok(())
                }
            },
        );
        assert_eq!(outcome.map_err(|error| error.to_string()), Err("enough".to_owned()));
    }
}
