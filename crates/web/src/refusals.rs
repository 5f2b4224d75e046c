//! What is no HTTP request at all reaches none of our services: the HTTP library
//! refuses it by itself, with a head and nothing else. It leaves here with the
//! headers that every answer has.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A connection whose bare refusals are given headers.
pub(crate) struct Headed<S> {
    stream: S,
    /// The lines of the headers, each with its end.
    headers: Arc<[u8]>,
    /// Whether the next bytes begin an answer: nothing was written since something was read. What
    /// a page says in its middle is never taken for a head.
    begins: bool,
    /// A refusal with its headers, and how much of it is written.
    refusal: Option<(Vec<u8>, usize)>,
}

impl<S> Headed<S> {
    pub(crate) fn new(stream: S, headers: Arc<[u8]>) -> Self {
        Self { stream, headers, begins: false, refusal: None }
    }
}

/// Whether these bytes are a whole refusal of the library's own: a head that says that nothing
/// follows, and none of the headers that an answer of ours has.
fn is_bare(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Some(head) = text.strip_suffix("\r\n\r\n").filter(|_| text.starts_with("HTTP/1.1 4")) else {
        return false;
    };
    let own = ["connection: close", "content-length: 0"];
    let mut lines = head.split("\r\n").skip(1);
    own.iter().all(|line| head.contains(line))
        && lines.all(|line| own.contains(&line) || line.starts_with("date: "))
}

impl<S: AsyncWrite + Unpin> Headed<S> {
    /// Writes what is left of a refusal.
    fn poll_refusal(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some((bytes, written)) = &mut self.refusal {
            let more = ready!(Pin::new(&mut self.stream).poll_write(context, &bytes[*written..]))?;
            *written += more;
            if more == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            if *written == bytes.len() {
                self.refusal = None;
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Takes a bare refusal in, to be written with its headers.
    fn takes_in(&mut self, bytes: &[u8]) -> bool {
        let is_bare = std::mem::take(&mut self.begins) && is_bare(bytes);
        if is_bare {
            let head = &bytes[..bytes.len() - 2];
            self.refusal = Some(([head, &self.headers, b"\r\n"].concat(), 0));
        }
        is_bare
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Headed<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, into))?;
        self.begins |= into.filled().len() > before;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Headed<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_refusal(context))?;
        if self.takes_in(bytes) {
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_refusal(context))?;
        match slices {
            [only] if self.takes_in(only) => Poll::Ready(Ok(only.len())),
            _ => {
                self.begins = false;
                Pin::new(&mut self.stream).poll_write_vectored(context, slices)
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_refusal(context))?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_refusal(context))?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_head_of_the_librarys_own_is_bare() {
        let own = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\ndate: Thu, 26 Nov 2026 13:00:00 GMT\r\n\r\n";
        assert!(is_bare(own.as_bytes()));
        for other in [
            own.replace("400 Bad Request", "200 OK"),
            own.replace("date", "x-frame-options: DENY\r\ndate"),
            own.replace("content-length: 0", "content-length: 7"),
            format!("{own}{own}"),
            format!("{own}more"),
            format!("<p>{own}"),
        ] {
            assert!(!is_bare(other.as_bytes()), "{other}");
        }
    }
}
