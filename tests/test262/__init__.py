"""The runner of test262, the conformance suite of ECMAScript: ``python -m tests.test262`` (README.md)."""
