"""Short reports of several kinds and languages, bare and in pages, with what each line of them is."""

from __future__ import annotations

REPORTS = {
    "a brief": """
T Ferry service halted at Kells Point
B The ferry to Kells Point was halted on Friday.
B Nobody was hurt.
B Engineers are looking for the fault.
B Service resumes on Sunday.
""",
    "three flashes": """
B Central bank raises rates by half a point.
B Markets fall.
B Governor to speak at noon.
""",
    "a flash with a title": """
T URGENT: Quake hits Sarn valley
B A quake of magnitude 6.1 hit the Sarn valley at dawn.
B Homes collapsed.
B At least four people died, officials said.
B Rescue teams are on their way.
B More to follow.
""",
    "a short obituary": """
T Elin Hartvig, 91, painter of the northern coast
B Elin Hartvig died at home in Brattvik on 3 March.
B She was 91.
B Hartvig painted the northern coast for seven decades.
B Her work hangs in Oslo and Bergen.
B She leaves two daughters.
B The funeral is on Friday.
""",
    "an obituary of long and short": """
T Tomas Lindqvist
B Tomas Lindqvist, who ran the lighthouse at Skagen for forty years, has died aged 84.
B He never married.
B “He knew every ship by its lights,” said his sister Anna.
B A service will be held at St Olaf's on Tuesday.
""",
    "a court report": """
T Baker fined over loaves
B A baker in Tolford was fined £400 on Wednesday for selling short loaves.
B Peter Marsh pleaded guilty.
B The court heard that his scales were faulty.
B He has bought new ones.
""",
    "a match": """
T United win late at Harrow Lane
B United beat Rovers 2-1 on Saturday.
B Cole scored twice.
B Rovers had led since the third minute.
B The manager praised his defence.
B “We never stopped believing,” he said.
B United are now fourth.
""",
    "short between long": """
T Harbour strike enters its third week in Port Ellery
B The harbour of Port Ellery was closed on Monday, and the dockers said that they would not go back to work.
B Talks failed.
B “We are closer than we were last week,” said Maria Okafor, the mayor of Port Ellery, after the talks ended.
B Nobody expects a deal soon.
B The Dockers’ Union, which is backed by the Rail Workers’ League, has been on strike over pay since April.
B Ships are waiting.
B Food could run short.
""",
    "short at the end": """
T Museum reopens after flood in Greyhaven
B The museum of Greyhaven opened its doors again on Saturday, two years after the river flooded its cellars and halls.
B Hundreds queued in the rain to see the restored paintings, some of which had been thought lost for ever.
B “I cried when I saw the boats again,” said Ines Calder, who has lived next door since 1961.
B The cafe is still closed.
B Entry is free.
""",
    "short at the start": """
T Museum reopens after flood in Greyhaven
B It is open again.
B The museum of Greyhaven opened its doors on Saturday, two years after the river flooded its cellars and halls.
B Hundreds queued in the rain to see the restored paintings, some of which had been thought lost for ever.
B “I cried when I saw the boats again,” said Ines Calder, who has lived next door since 1961.
""",
    "German": """
T Haushalt in Norrick beschlossen
B Der Rat von Norrick hat am Montag den Haushalt mit 31 zu 12 Stimmen beschlossen.
B Die Opposition verließ den Saal.
B Die Schulen schließen früher.
B Der Bürgermeister trat zurück.
B „Wir haben getan, was wir konnten“, sagte Maria Okafor, die die Gespräche leitete.
""",
    "German, long at the end": """
T Brücke bei Lohmoor wieder offen
B Die Brücke bei Lohmoor ist seit Freitag wieder für den Verkehr offen, teilte der Kreis mit.
B Sie war zwei Jahre lang gesperrt.
B Die Arbeiten kosteten vier Millionen Euro, eine Million mehr als geplant war, wie der Landrat am Abend sagte.
""",
    "German obituary": """
T Maler Hartvig gestorben
B Der Maler Elias Hartvig ist tot.
B Er starb am Sonntag in Bremen.
B Hartvig wurde 91 Jahre alt.
B Die Trauerfeier findet am Freitag statt.
""",
    "German in a page": """
X Startseite
X Anmelden
T Feuer in Lagerhalle in Elmsdorf
B In Elmsdorf ist in der Nacht zum Dienstag eine Lagerhalle abgebrannt, verletzt wurde niemand.
B Die Ursache ist unklar.
B Die Polizei ermittelt.
B Der Schaden liegt nach ersten Angaben der Feuerwehr bei mehr als zwei Millionen Euro.
X Newsletter
X Impressum
""",
    "French": """
T Le budget adopté à Norrick
B Le conseil de Norrick a adopté le budget lundi par 31 voix contre 12.
B L'opposition a quitté la salle.
B Les écoles fermeront plus tôt.
B Le maire a démissionné.
B « Nous avons fait ce que nous pouvions », a dit Maria Okafor.
""",
    "French flash": """
T Séisme dans la vallée de Sarn
B Un séisme a frappé la vallée de Sarn à l'aube.
B Des maisons se sont effondrées.
B Quatre personnes sont mortes.
B Les secours sont en route.
""",
    "a brief in a page": """
X Home
X News
X Sport
X Subscribe
T Budget passes in Norrick
N By Ann Lee
B The council of Norrick passed the budget on Monday by 31 votes to 12.
B Opposition members walked out.
B The mayor resigned.
B “We did what we could,” said Maria Okafor, who led the talks.
X Share this article
X Sign up for our newsletter.
X © 2019 Norrick Post. All rights reserved.
""",
    "adverts in the text": """
T Museum reopens after flood in Greyhaven
B The museum of Greyhaven opened its doors again on Saturday, two years after the river flooded its cellars and halls.
X Advertisement
X Story continues below advertisement
B Hundreds queued in the rain to see the restored paintings, some of which had been thought lost for ever.
B The cafe is still closed.
X Click here to subscribe to our newsletter.
X Follow us on Twitter
B “I cried when I saw the boats again,” said Ines Calder, who has lived next door since 1961.
B Entry is free.
X Read more
X Contact us
""",
    "a notice before the title": """
X We use cookies to give you the best experience.
X Accept all
T Baker fined over short loaves in Tolford
B A baker in Tolford was fined £400 on Wednesday for selling loaves that were lighter than the law allows.
B Peter Marsh pleaded guilty.
B The court heard that his scales were faulty and had not been checked for more than six years.
B He has bought new ones.
X Comments
X Log in to comment.
X About us
""",
    "byline and day": """
T Storm cuts power in Lowmoor
N By Bo Ek
D May 5, 2014
B A storm cut power to 3,000 homes in Lowmoor.
B Trees fell on the line.
B Crews worked all night.
B Power is back.
""",
    "sentences alone": """
B It rained.
B The river rose.
B People left their homes.
""",
    "a question in the text": """
T Who will lead Norrick?
B The mayor of Norrick has gone.
B Who follows him?
B The council meets on Thursday.
B It may take weeks!
""",
    "figures": """
T Crop figures for June
B Wheat rose 3 percent.
B Barley fell 1 percent.
B Oats were unchanged at 140 crowns a tonne.
B The figures are the ministry's.
""",
    "a title and a sentence": """
T Mayor resigns
B The mayor of Norrick has resigned.
""",
    "no full stops": """
T Budget passes in Norrick
B Council votes 31 to 12
B Opposition walks out
B Mayor resigns
""",
    "a quotation": """
T Strike ends at Kells mill
B Workers at the Kells mill went back on Tuesday after nine days.
B “It's over.”
B The union won a rise of 4 percent.
B Pay talks go on.
""",
    "dateline and a call": """
T Fire at Dunmore paper mill
B Dunmore, 4 March - A fire broke out at the paper mill in Dunmore on Monday night.
B No one was inside.
B Forty firefighters fought the blaze.
B The roof fell in.
B Police suspect arson!
B The mill employs 200 people.
""",
    "a race in a page": """
X Menu
X Search
X Log in
T Runner Ada Voss wins third city marathon
N By Lena Brandt
D 12 October 2019
B Ada Voss won the city marathon on Sunday for the third time.
B She finished in 2:24:11.
X Advertisement
B It was hot.
B Second was Mira Holt.
B “I nearly stopped at the bridge,” Voss said.
B The next race is in May.
X Follow us on Facebook
X Subscribe to our newsletter
X Copyright 2019 City Herald
""",
    "German accident": """
T Ein Toter bei Unfall auf der A7
B Bei einem Unfall auf der A7 ist am Mittwoch ein Mann ums Leben gekommen.
B Er war 54 Jahre alt.
B Zwei Menschen wurden verletzt.
B Die Autobahn war stundenlang gesperrt.
B Warum der Wagen von der Fahrbahn abkam, ist nach Angaben der Polizei vom Donnerstag noch nicht geklärt worden.
""",
    "French obituary": """
T Mort du violoniste Paul Renard
B Le violoniste Paul Renard est mort mardi à Lyon.
B Il avait 88 ans.
B Il laisse trois enfants.
B « Il jouait comme il respirait », a dit son élève.
B Les obsèques auront lieu samedi.
""",
    "two sentences": """
B KELLS (AP) — The mill strike is over.
B Workers return Tuesday.
""",
    "questions at the end": """
T Town hall clock stops
B The clock on the town hall of Wexcombe has stopped.
B It was built in 1871.
B Why it stopped is unknown.
B Can it be mended?
B The clockmaker says yes.
""",
    "no title in a page": """
X Home
X Sport
X Sign in
X Privacy policy
B The pass is shut.
B Two lorries are stuck.
B Snow will fall until Friday.
X Advertisement
X Contact us
X Terms of use
X All rights reserved
""",
    "places in brief": """
T Elections in brief
B NORRICK: The mayor was returned with 61 percent.
B KELLS: Turnout was the lowest in decades.
B DUNMORE: A recount was ordered.
B HARROW: The count goes on.
B TOLFORD: Three candidates withdrew.
B SARN: No result yet.
B LOWMOOR: The seat changed hands.
B BRATTVIK: One vote decided it.
B ELLERY: The poll was quiet.
B WEXCOMBE: Nobody stood.
B GREYHAVEN: The mayor lost.
B ELMSDORF: The vote was put off.
""",
    "German brief": """
T Schule in Bergen bleibt zu
B Die Schule in Bergen bleibt bis Montag geschlossen.
B Grund ist ein Wasserschaden.
B „Das Dach ist undicht“, sagte die Rektorin.
B Eltern wurden informiert.
B Die Kinder lernen zu Hause.
""",
}
"""Short reports, each line after the sign of what it is: title, text (B), byline (N), day, or furniture (X)."""

SIGNS = {"title": "T", "byline": "N", "date": "D", "boilerplate": "X"}
