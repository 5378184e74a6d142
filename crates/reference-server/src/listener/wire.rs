//! The bytes of a connection, between the socket and hyper: [`Wire`].
//!
//! hyper speaks HTTP, and three things it does not do as this API promises are done here. They concern
//! HTTP/1; HTTP/2 passes through, but for the time that nothing may happen.
//!
//! - **What hyper answers by itself.** A request that cannot be read never reaches a service: hyper
//!   writes a bare status and closes. Bytes of an answer that are written while no request is being
//!   answered are such a status, so they are swallowed, and the envelope is sent in their place.
//! - **Requests that do not arrive in time.** hyper closes without a word. Here a request that takes
//!   too long is given an end that no head may have. So hyper takes it for unreadable, and the answer
//!   comes about as above, saying what was really wrong.
//! - **Closing so that the last answer is read.** A socket that is closed while the peer still sends
//!   makes the system take back what the peer has not read yet. So what comes is read and dropped
//!   for a moment after the end of sending.

mod bare;

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::exchange::Exchange;

/// Most bytes of a request line with its headers.
pub(super) const HEAD_LIMIT: usize = 32 * 1024;

/// What makes any unfinished head unreadable: a byte that none may contain, and an end, before which
/// hyper does not look.
const UNREADABLE: &[u8] = b"\0\r\n\r\n";

/// How long a connection waits for what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// For the head of a request.
    pub(super) head: Duration,
    /// For another request.
    idle: Duration,
    /// For the peer to take some of an answer.
    stall: Duration,
    /// For the peer to stop sending after the last answer.
    linger: Duration,
}

impl Patience {
    pub(super) const fn new(head: Duration) -> Self {
        Self {
            head,
            idle: Duration::from_mins(1),
            stall: Duration::from_secs(30),
            linger: Duration::from_secs(1),
        }
    }
}

/// What is spoken, as the first bytes that hyper writes tell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Protocol {
    Unknown,
    Http1,
    Http2,
}

/// A timer that starts when it is first asked.
#[derive(Debug, Default)]
struct Timer(Option<Pin<Box<Sleep>>>);

impl Timer {
    fn poll(&mut self, ctx: &mut Context<'_>, duration: Duration) -> Poll<()> {
        let timer = self.0.get_or_insert_with(|| Box::pin(sleep(duration)));
        timer.as_mut().poll(ctx)
    }

    fn reset(&mut self) {
        self.0 = None;
    }
}

/// The bytes of a connection.
#[derive(Debug)]
pub(super) struct Wire<S> {
    stream: S,
    exchange: Arc<Exchange>,
    patience: Patience,
    protocol: Protocol,
    /// The number of requests whose answers are written and sent.
    settled: usize,
    /// The number of requests when something was last read.
    begun: usize,
    /// Whether some of the next request is here. What came with the last one is not counted: it is
    /// with hyper, and nobody can tell how much it is.
    heard: bool,
    /// How much of an unreadable end the next request was given, as it took too long.
    late: usize,
    arrival: Timer,
    stall: Timer,
    linger: Timer,
    /// What is sent in place of hyper's own answer, once there is one.
    envelope: Option<io::Cursor<Vec<u8>>>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(super) fn new(stream: S, exchange: Arc<Exchange>, patience: Patience) -> Self {
        Self {
            stream,
            exchange,
            patience,
            protocol: Protocol::Unknown,
            settled: 0,
            begun: 0,
            heard: false,
            late: 0,
            arrival: Timer::default(),
            stall: Timer::default(),
            linger: Timer::default(),
            envelope: None,
        }
    }

    /// Whether a request is with the service, or its answer is not yet sent. An answer may be whole
    /// before any of it is written, so that no request being open is not enough.
    fn is_answering(&self) -> bool {
        self.exchange.is_open() || self.exchange.begun() != self.settled
    }

    /// How long the peer may be silent now.
    fn may_be_silent(&self) -> Duration {
        let is_new = self.exchange.begun() == 0 && self.protocol != Protocol::Http2;
        if self.heard || is_new {
            self.patience.head
        } else {
            self.patience.idle
        }
    }

    /// Whether these bytes are an answer that hyper gives by itself.
    fn is_bare(&mut self, bytes: &[u8]) -> bool {
        let is_http1 = bytes.starts_with(b"HTTP/1.");
        if self.protocol == Protocol::Unknown {
            // HTTP/2 begins with a frame of settings.
            self.protocol = if is_http1 {
                Protocol::Http1
            } else {
                Protocol::Http2
            };
        }
        self.protocol == Protocol::Http1 && is_http1 && !self.is_answering()
    }

    /// Takes bytes for hyper's own answer, where they are that or what follows it.
    fn swallows(&mut self, bytes: &[u8]) -> bool {
        if self.envelope.is_none() && self.is_bare(bytes) {
            self.envelope = Some(io::Cursor::new(bare::envelope(bytes, self.late > 0)));
        }
        self.envelope.is_some()
    }

    /// Sends the envelope, if there is one.
    fn poll_envelope(&mut self, ctx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(envelope) = &mut self.envelope {
            let from = usize::try_from(envelope.position()).unwrap_or(usize::MAX);
            let rest = envelope.get_ref().get(from..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            let written = Pin::new(&mut self.stream).poll_write(ctx, rest);
            let written = ready!(self.stall.bound(ctx, self.patience.stall, written))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            envelope.set_position(envelope.position() + written as u64);
        }
        Poll::Ready(Ok(()))
    }

    /// Reads and drops what the peer still sends, for a moment.
    fn poll_linger(&mut self, ctx: &mut Context<'_>) -> Poll<()> {
        let mut dropped = [0; 4096];
        while self.linger.poll(ctx, self.patience.linger).is_pending() {
            let mut buffer = ReadBuf::new(&mut dropped);
            let read = ready!(Pin::new(&mut self.stream).poll_read(ctx, &mut buffer));
            if read.is_err() || buffer.filled().is_empty() {
                break;
            }
        }
        Poll::Ready(())
    }
}

impl Timer {
    /// Makes an error of a result that is pending for too long.
    fn bound<T>(
        &mut self,
        ctx: &mut Context<'_>,
        duration: Duration,
        result: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.reset();
            return result;
        }
        ready!(self.poll(ctx, duration));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let before = buffer.filled().len();
        let read = Pin::new(&mut this.stream).poll_read(ctx, buffer);
        let is_answering = this.is_answering();
        if is_answering || this.exchange.begun() != this.begun {
            // What was heard has become a request.
            this.begun = this.exchange.begun();
            this.heard = false;
            this.arrival.reset();
        }
        if !is_answering && buffer.filled().len() > before && !this.heard {
            this.heard = this.protocol != Protocol::Http2;
            // From the first byte on it is the head that has to arrive.
            if this.heard {
                this.arrival.reset();
            }
        }
        if read.is_ready() || is_answering {
            return read;
        }
        ready!(this.arrival.poll(ctx, this.may_be_silent()));
        // Nothing is read any more: the end of the stream closes a connection that waited in vain.
        if this.heard && this.protocol != Protocol::Http2 {
            let end = UNREADABLE.get(this.late..).unwrap_or_default();
            let fits = end.len().min(buffer.remaining());
            buffer.put_slice(&end[..fits]);
            this.late += fits;
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        if this.swallows(bytes) {
            return Poll::Ready(Ok(bytes.len()));
        }
        let written = Pin::new(&mut this.stream).poll_write(ctx, bytes);
        this.stall.bound(ctx, this.patience.stall, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        ctx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = &mut *self;
        let first = slices.iter().find(|slice| !slice.is_empty());
        if this.swallows(first.map_or(&[], |slice| slice)) {
            return Poll::Ready(Ok(slices.iter().map(|slice| slice.len()).sum()));
        }
        let written = Pin::new(&mut this.stream).poll_write_vectored(ctx, slices);
        this.stall.bound(ctx, this.patience.stall, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, ctx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        ready!(this.poll_envelope(ctx))?;
        let flushed = Pin::new(&mut this.stream).poll_flush(ctx);
        ready!(this.stall.bound(ctx, this.patience.stall, flushed))?;
        // hyper flushes what it has written whole; nothing of an answer is left with it.
        if !this.exchange.is_open() {
            this.settled = this.exchange.begun();
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, ctx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = &mut *self;
        ready!(this.poll_envelope(ctx))?;
        let ended = Pin::new(&mut this.stream).poll_shutdown(ctx);
        ready!(this.stall.bound(ctx, this.patience.stall, ended))?;
        if this.envelope.is_some() || this.exchange.is_left_unread() {
            ready!(this.poll_linger(ctx));
        }
        Poll::Ready(Ok(()))
    }
}
