"""The texts of the interface in other languages than English: gettext catalogues."""
