//! The window a person looks through: how wide, by touch or mouse, with or without scripts.

/// How one person's browser window is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) touch: bool,
    pub(crate) scripts: bool,
}

impl View {
    /// A desk in an office: 1280 by 800 CSS pixels.
    pub const fn desktop() -> Self {
        Self { width: 1280, height: 800, touch: false, scripts: true }
    }

    /// A phone in the hand: 360 by 740 CSS pixels, with touch.
    pub const fn phone() -> Self {
        Self { width: 360, height: 740, touch: true, scripts: true }
    }

    /// 320 by 640 CSS pixels: the narrowest phone, and a desk's window at 400 % zoom (WCAG 2.2, 1.4.10).
    pub const fn narrow() -> Self {
        Self { width: 320, height: 640, touch: true, scripts: true }
    }

    /// The same window with scripts switched off in the browser's own settings.
    #[must_use]
    pub const fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }
}
