"""明白账 Mingbai: public accounts of village assistance funds that anyone can check."""

__version__ = "0.1.0"
