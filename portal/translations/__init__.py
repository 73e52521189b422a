"""The catalogs: English message ids, zh_Hans by hand, zh_Hant converted from it and reviewed."""
