"""Reports made from protected figures and words: one document as data, set as PDF, DOCX, XLSX and page."""
