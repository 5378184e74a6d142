//! Info, Contact, License and External Documentation Objects.

use super::view;

view! {
    /// Info Object.
    Info
}

impl<'d> Info<'d> {
    /// `title`.
    #[must_use]
    pub fn title(&self) -> Option<&'d str> {
        self.text("title")
    }

    /// `version`: of the document, not of the specification.
    #[must_use]
    pub fn document_version(&self) -> Option<&'d str> {
        self.text("version")
    }

    /// `termsOfService`.
    #[must_use]
    pub fn terms_of_service(&self) -> Option<&'d str> {
        self.text("termsOfService")
    }

    /// `contact`.
    #[must_use]
    pub fn contact(&self) -> Option<Contact<'d>> {
        self.child("contact")
    }

    /// `license`.
    #[must_use]
    pub fn license(&self) -> Option<License<'d>> {
        self.child("license")
    }
}

view! {
    /// Contact Object.
    Contact
}

impl<'d> Contact<'d> {
    /// `name`.
    #[must_use]
    pub fn name(&self) -> Option<&'d str> {
        self.text("name")
    }

    /// `url`.
    #[must_use]
    pub fn url(&self) -> Option<&'d str> {
        self.text("url")
    }

    /// `email`.
    #[must_use]
    pub fn email(&self) -> Option<&'d str> {
        self.text("email")
    }
}

view! {
    /// License Object.
    License
}

impl<'d> License<'d> {
    /// `name`.
    #[must_use]
    pub fn name(&self) -> Option<&'d str> {
        self.text("name")
    }

    /// `identifier`: an SPDX expression.
    #[must_use]
    pub fn identifier(&self) -> Option<&'d str> {
        self.text("identifier")
    }

    /// `url`.
    #[must_use]
    pub fn url(&self) -> Option<&'d str> {
        self.text("url")
    }
}

view! {
    /// External Documentation Object.
    ExternalDocumentation
}

impl<'d> ExternalDocumentation<'d> {
    /// `url`.
    #[must_use]
    pub fn url(&self) -> Option<&'d str> {
        self.text("url")
    }
}
