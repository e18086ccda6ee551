"""Words that stand before or end names of one kind alone, for rules that read the text before it is parsed too."""

from __future__ import annotations

TITLES_OF_PERSONS = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "president", "chancellor", "senator", "sen.", "rep."}
    | {"professor", "gen.", "general", "pope", "coach", "minister", "judge", "gov.", "captain", "sir", "prince"}
    | {"princess", "king", "queen", "cardinal", "archbishop", "bishop", "colonel", "sheikh", "ayatollah", "premier"}
    | {"secretary", "congressman", "congresswoman", "lt.", "sgt.", "prof.", "herr", "frau", "commissioner", "father"}
    | {"inspector", "sheriff", "justice", "attorney", "ambassador", "rabbi", "imam", "emperor", "detective", "lord"}
)
"""Titles that stand before persons alone."""

FACILITIES = frozenset(
    {"Museum", "Stadium", "Hall", "Hospital", "Airport", "Station", "Palace", "Castle", "Bridge", "Cathedral", "Mosque"}
    | {"Tower", "Towers", "Theatre", "Theater", "Prison", "Park", "Square", "Street", "Avenue", "Road", "Highway"}
    | {"Library", "Gallery", "Monument", "Memorial", "Plaza", "Hotel", "Arena", "Zoo", "Cemetery", "Headquarters"}
    | {"Pipeline", "Canal", "Dam", "Harbour", "Harbor", "Pier", "Quay", "Market", "Café", "Cafe", "Bazaar", "Refinery"}
    | {"Terminal", "Building", "House", "Temple", "Synagogue", "Abbey", "Minster", "Court House", "Courthouse"}
)
"""What the name of a building, a road or another thing made by people ends in."""

PLACE_ENDINGS = frozenset(
    {"Province", "District", "County", "Island", "Islands", "Bay", "Beach", "Valley", "River", "Sea", "Ocean", "Gulf"}
    | {"Mountains", "Desert", "Strait", "Peninsula", "Coast", "Hills", "Heights", "Canyon", "Forest", "Straits"}
)
"""What the name of a stretch of land or water ends in."""
