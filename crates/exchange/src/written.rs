//! Values as a file writes them, for saying which of them were left out.

use crate::rows::{MissingNow, PermanenceIn, ProviderUrn, SocialWorker, UpnEntry};
use jiff::civil::Date;
use practice::codes::Code;
use practice::dates::PartialDate;
use practice::numbers::Postcode;

/// A value that can be written as a file has it.
pub(crate) trait Written {
    /// As a file writes it.
    fn written(&self) -> String;
}

impl Written for &'static Code {
    fn written(&self) -> String {
        self.code.to_owned()
    }
}

impl Written for Date {
    fn written(&self) -> String {
        format!("{:02}/{:02}/{:04}", self.day(), self.month(), self.year())
    }
}

impl Written for PartialDate {
    fn written(&self) -> String {
        match self {
            Self::Day(day) => day.written(),
            Self::Month(year, month) => format!("zz/{month:02}/{year:04}"),
            Self::Year(year) => format!("zz/zz/{year:04}"),
            Self::Unknown => "zz/zz/zzzz".to_owned(),
        }
    }
}

impl Written for Box<str> {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Written for u8 {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Written for Postcode {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Written for UpnEntry {
    fn written(&self) -> String {
        match self {
            Self::Known(upn) => upn.to_string(),
            Self::Unknown(reason) => reason.to_string(),
        }
    }
}

impl Written for ProviderUrn {
    fn written(&self) -> String {
        match self {
            Self::Registered(urn) => urn.to_string(),
            Self::Unregistered => "XXXXXXX".to_owned(),
        }
    }
}

impl Written for SocialWorker {
    fn written(&self) -> String {
        match self {
            Self::Registered(number) => number.to_string(),
            Self::Unregistered => "XX".to_owned(),
        }
    }
}

impl Written for PermanenceIn {
    fn written(&self) -> String {
        match self {
            Self::Authority(number) => format!("{number:03}"),
            Self::Elsewhere(code) => code.written(),
        }
    }
}

impl Written for MissingNow {
    fn written(&self) -> String {
        match self {
            Self::Since(day, None) => day.written(),
            Self::Since(day, Some(time)) => {
                format!("{} {:02}:{:02}", day.written(), time.hour(), time.minute())
            }
            Self::SinceUnknown => "yes".to_owned(),
        }
    }
}
