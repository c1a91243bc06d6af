"""The monthly meeting of the network: rota, invitation, agenda, minutes, decisions and what became of them."""
