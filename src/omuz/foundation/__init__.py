"""The ground floor: people and access, sealing, audit, catalogues and the gate; it knows no case and no network."""
