"""The data that flow through Podium: frozen values, no behaviour that reads or writes anything."""
