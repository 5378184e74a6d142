//! Statuses that a document leaves open: [`ClassStatus`] for `4XX`, [`OtherStatus`] for `default`.

use http::StatusCode;

/// A status of one class: `ClassStatus<4>` is 400 to 499.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ClassStatus<const CLASS: u16>(u16);

impl<const CLASS: u16> ClassStatus<CLASS> {
    /// The status, if it is of the class.
    #[must_use]
    pub const fn new(status: u16) -> Option<Self> {
        if status / 100 == CLASS {
            Some(Self(status))
        } else {
            None
        }
    }

    /// The status as a number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// A status of an answer that documents call `default`: any that no other answer stands for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OtherStatus(StatusCode);

impl OtherStatus {
    /// The status, if it is one that a handler can answer with: 200 to 599.
    #[must_use]
    pub fn new(status: u16) -> Option<Self> {
        StatusCode::from_u16(status)
            .ok()
            .filter(|status| (200..600).contains(&status.as_u16()))
            .map(Self)
    }

    /// The status as a number.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0.as_u16()
    }
}

#[cfg(test)]
mod tests {
    use super::{ClassStatus, OtherStatus};

    #[test]
    fn statuses_stay_in_their_class() {
        assert_eq!(ClassStatus::<4>::new(418).map(ClassStatus::get), Some(418));
        assert_eq!(ClassStatus::<4>::new(500), None);
        assert_eq!(OtherStatus::new(503).map(OtherStatus::get), Some(503));
        assert_eq!(OtherStatus::new(100), None);
        assert_eq!(OtherStatus::new(700), None);
    }
}
