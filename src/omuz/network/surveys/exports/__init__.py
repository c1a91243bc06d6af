"""Answers as files: CSV, XLSX, SPSS and the codebook; the same answers are the same bytes, whoever typed them where."""

from omuz.network.surveys.exports.bundle import KINDS, File, exported

__all__ = ["KINDS", "File", "exported"]
