//! Work on many threads, results in the order given, in bounded memory.
//!
//! Each piece of work carries a channel of its own for its result. The caller waits for the
//! oldest one while a small window of later ones is worked on.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Pieces of work begun and not taken, for each thread.
const AHEAD: usize = 2;

/// Works on `pieces` with `threads` threads and hands each result to `take`, in order, until it
/// stops.
pub(crate) fn for_each<P: Sync, R: Send, E>(
    threads: usize,
    pieces: &[P],
    work: impl Fn(&P) -> R + Sync,
    mut take: impl FnMut(&P, R) -> Result<(), E>,
) -> Result<(), E> {
    if threads <= 1 || pieces.len() <= 1 {
        return pieces.iter().try_for_each(|piece| take(piece, work(piece)));
    }
    let window = threads * AHEAD;
    let (ask, asked) = sync_channel::<(&P, SyncSender<R>)>(window);
    let asked = Mutex::new(asked);
    thread::scope(|scope| {
        for _ in 0..threads.min(pieces.len()) {
            scope.spawn(|| work_until_done(&asked, &work));
        }
        // Moved in, so that it is dropped, and the threads end, when this closure does.
        let ask = ask;
        let mut waiting: VecDeque<(&P, Receiver<R>)> = VecDeque::with_capacity(window);
        let mut left = pieces.iter();
        loop {
            while waiting.len() < window {
                let Some(piece) = left.next() else { break };
                let (send, receive) = sync_channel(1);
                if ask.send((piece, send)).is_err() {
                    break;
                }
                waiting.push_back((piece, receive));
            }
            let Some((piece, receive)) = waiting.pop_front() else { return Ok(()) };
            // A thread that panicked has no result; the scope passes its panic on.
            let Ok(result) = receive.recv() else { return Ok(()) };
            take(piece, result)?;
        }
    })
}

fn work_until_done<P, R>(asked: &Mutex<Receiver<(&P, SyncSender<R>)>>, work: impl Fn(&P) -> R) {
    loop {
        let next = asked.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((piece, send)) = next else { return };
        // Nobody waits any more when the caller has stopped.
        let _ = send.send(work(piece));
    }
}

#[cfg(test)]
mod tests {
    use super::for_each;

    #[test]
    fn results_come_in_the_order_given() {
        let pieces: Vec<u64> = (0..200).collect();
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let slow_first = |&piece: &u64| {
                std::thread::sleep(std::time::Duration::from_micros(200 - piece));
                piece * 2
            };
            let ended: Result<(), ()> = for_each(threads, &pieces, slow_first, |_, result| {
                taken.push(result);
                Ok(())
            });
            assert_eq!(ended, Ok(()));
            assert_eq!(taken, pieces.iter().map(|piece| piece * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn it_stops_when_the_taker_does() {
        let pieces: Vec<u32> = (0..1000).collect();
        let mut taken = 0;
        let ended = for_each(
            4,
            &pieces,
            |&piece| piece,
            |_, piece| {
                taken += 1;
                if piece == 10 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((ended, taken), (Err("enough"), 11));
    }
}
