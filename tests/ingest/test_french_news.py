"""French news sentences, by construction and then by relation, with what must be read in them."""

from __future__ import annotations

import pytest

from graph.model import Article, digest
from graph.settings import load_settings
from ingest.extractor import load_readers

pytestmark = pytest.mark.model

_SAID = {
    # a participle opens the sentence
    "Arrêté le 16 mai, l'opposant Succès Masra, à qui le Tchad reproche de mentir, a été condamné.": (
        "chad accuses succes-masra",
    ),
    "Appelés par le président Touadéra, des soldats rwandais avaient été déployés en Centrafrique.": (
        "rwanda deploys-to central-african-republic",
    ),
    "Traqués par la Minusca, plus de 200 combattants de Boko Haram se sont rendus à l'armée camerounaise.": (
        "boko-haram surrenders-to cameroon-armed-forces",
    ),
    "Nommé médiateur par l'Union africaine, Faure Gnassingbé a effectué une navette entre la RDC et le Rwanda.": (
        "african-union appoints faure-gnassingbe",
        "faure-gnassingbe mediates-with dr-congo",
    ),
    "Visée par les Shebab, la base de l'Atmis a été détruite.": ("al-shabaab attacks atmis",),
    "Affiliés à Al-Qaïda, à qui ils ont prêté serment, les Shebab combattent Mogadiscio.": (
        "al-shabaab affiliated-with al-qaeda",
        "al-shabaab fights somalia",
    ),
    "Soutenu par la Russie, l'Iran et le Hezbollah, Bachar al-Assad a longtemps tenu Damas.": (
        "hezbollah supports bashar-assad",
        "iran supports bashar-assad",
    ),
    "Désigné par la Cédéao pour renouer le dialogue avec l'AES, Bassirou Diomaye Faye est à Bamako.": (
        "ecowas appoints bassirou-faye",
    ),
    # a phrase parts auxiliary and participle
    "Ansarul Islam a depuis prêté allégeance au Jnim.": ("ansarul-islam pledges-allegiance-to jnim",),
    "Le M23 avait déjà, selon l'ONU, pris Goma.": ("m23 captures p-goma",),
    "Le Conseil de sécurité a, pour la première fois, demandé au Rwanda de ne plus soutenir le M23.": (
        "unsc calls-on rwanda",
        "rwanda supports m23",
    ),
    "La Cédéao a, dans un communiqué, condamné le Niger.": ("ecowas condemns niger",),
    "L'armée malienne a, selon Human Rights Watch, tué quatorze civils.": ("fama kills u-civils-mali",),
    "Kinshasa a, de son côté, accusé Kigali d'avoir violé la trêve.": ("dr-congo accuses rwanda",),
    "Le président Macron a, lui, appelé Israël à la retenue.": ("emmanuel-macron calls-on israel",),
    "L'ONU a par ailleurs, dans un rapport publié jeudi, imputé le massacre aux FSR.": ("un accuses rsf",),
    "Le Burkina Faso a, en réaction, expulsé trois diplomates français.": ("burkina-faso expels france",),
    # relatives
    "Mahamat Mahdi Ali, à qui le FACT obéit, vit en exil.": ("mahamat-mahdi-ali leads fact",),
    "Le M23, auquel Kigali fournit des armes, a pris Goma.": (
        "rwanda arms m23",
        "m23 captures p-goma",
    ),
    "Le Jnim, auquel Ansarul Islam a prêté allégeance, a attaqué Djibo.": ("ansarul-islam pledges-allegiance-to jnim",),
    "La France a critiqué le Rwanda, à qui elle reproche de soutenir le M23.": (
        "rwanda supports m23",
        "france accuses rwanda",
    ),
    "Le M23, contre lequel se battent les Wazalendo, a pris Goma.": ("wazalendo fights m23",),
    "Le M23 a pris Goma, que l'armée congolaise avait quittée.": ("fardc withdraws-from p-goma",),
    "Les FDLR, que Paul Kagame a juré d'éliminer, se cachent au Kivu.": ("paul-kagame threatens fdlr",),
    # what hangs too deep, or is no noun
    "La CPC, une coalition de six groupes armés soutenue par François Bozizé, a attaqué Bangui.": (
        "francois-bozize supports cpc-car",
    ),
    "Le CSP a accusé l'armée malienne d'avoir tué 14 civils à Kidal.": ("fama kills u-civils-mali",),
    "L'arrestation d'Ekrem Imamoglu par la Turquie a déclenché des manifestations.": ("turkey arrests ekrem-imamoglu",),
    "La reddition de 140 combattants de Boko Haram à l'armée camerounaise a été annoncée.": (
        "boko-haram surrenders-to cameroon-armed-forces",
    ),
    "Le coup d'État du général Burhan contre Abdalla Hamdok a mis fin à la transition.": (
        "abdel-fattah-burhan overthrows abdalla-hamdok",
    ),
    "Le Mali a acquis auprès de la Turquie des drones Bayraktar.": ("turkey arms mali",),
    "Les ADF ont massacré au moins 60 civils à Ntoyo.": ("adf kills u-civils",),
    "La garnison de Babanusa a capitulé face aux FSR.": ("sudan surrenders-to rsf",),
    "Kinshasa ne veut plus de la Monusco.": ("dr-congo rejects monusco",),
    "Paris juge inacceptables les frappes menées par Israël sur Gaza.": (
        "france condemns israel",
        "israel bombs p-gaza",
    ),
    "Le Mali pointe du doigt l'Algérie.": ("mali accuses algeria",),
    "Goma était assiégée par le M23 depuis mai 2024.": ("m23 besieges p-goma",),
    "Une base de l'armée tchadienne, à Barkaram, a été prise pour cible par Boko Haram.": (
        "boko-haram attacks chad-armed-forces",
    ),
    "Le Front al-Nosra et Ahrar al-Cham se sont unis.": ("al-nusra-front merges-with ahrar-al-sham",),
    "L'armée rwandaise recrute, entraîne et équipe le M23.": (
        "rdf arms m23",
        "rdf cooperates-with m23",
    ),
    # who acts
    "À Bangui, les instructeurs de Wagner continuent d'encadrer les FACA.": ("wagner-group trains faca",),
    "L'ONU a établi que Wagner et l'armée malienne avaient exécuté 500 civils à Moura.": (
        "wagner-group kills u-civils-mali",
    ),
    "Ousmane Sonko a fustigé Emmanuel Macron, lui reprochant de mentir.": ("ousmane-sonko accuses emmanuel-macron",),
    "À Kigali, on jure n'avoir jamais aidé le M23.": ("rwanda provides-aid-to m23",),
    "Salva Kiir, qui a placé Riek Machar en résidence surveillée, l'accuse d'avoir menti.": (
        "salva-kiir accuses riek-machar",
    ),
    "Israël et le Hezbollah sont convenus d'un cessez-le-feu de soixante jours.": (
        "israel signs-agreement-with hezbollah",
    ),
    "L'armée soudanaise a délogé les FSR de Khartoum.": ("saf-sudan captures sudan",),
    # some of each relation
    "L'Égypte et le Qatar, qui font office de médiateurs entre Israël et le Hamas, poussent à un accord.": (
        "egypt mediates-with israel",
    ),
    "L'accord conclu à Doha entre le gouvernement tchadien et le FACT est resté lettre morte.": (
        "chad signs-agreement-with fact",
    ),
    "L'Union européenne se range derrière l'Ukraine et réaffirme son appui à l'Ukraine.": ("eu supports ukraine",),
    "Le Mali, le Niger et le Burkina Faso mènent des opérations conjointes dans le Liptako.": (
        "mali cooperates-with niger",
    ),
    "L'AFC de Corneille Nangaa, à laquelle le M23 est allié, a revendiqué la prise d'Uvira.": (
        "m23 allied-with afc-congo",
    ),
    "Le Kenya vient en aide à Haïti.": ("kenya provides-aid-to haiti",),
    "Plus de 50 000 soldats ukrainiens ont été entraînés au Royaume-Uni par l'armée britannique.": (
        "british-armed-forces trains ukraine",
    ),
    "À Mogadiscio, la Turquie a instruit des milliers de soldats de l'armée somalienne.": (
        "turkey trains sna-somalia",
    ),
    "Une rançon de plusieurs millions d'euros aurait été versée au Jnim par les Émirats arabes unis.": (
        "uae funds jnim",
    ),
    "Retenu depuis 2021, le journaliste Olivier Dubois a été libéré par le Jnim.": ("jnim releases olivier-dubois",),
    "Le M23 a remis au CICR une centaine de soldats congolais capturés.": ("m23 releases fardc",),
    "L'embargo sur les armes à destination de la Centrafrique a été levé par le Conseil de sécurité.": (
        "unsc lifts-sanctions-on central-african-republic",
    ),
    "L'Union africaine a réintégré le Gabon, suspendu après le coup d'État.": (
        "african-union lifts-sanctions-on gabon",
    ),
    "Amnesty International déplore les arrestations menées par la junte nigérienne.": ("amnesty condemns niger",),
    "L'offre de Donald Trump a été déclinée par l'Iran.": ("iran rejects donald-trump",),
    "Le chef de gang Jimmy Chérizier a menacé de mort le Premier ministre Ariel Henry.": (
        "jimmy-cherizier threatens ariel-henry",
    ),
    "Le Niger laisse planer la menace d'une riposte contre le Bénin.": ("niger threatens benin",),
    "Des habitants de Goma ont manifesté contre la Monusco.": ("u-habitants-goma protests-against monusco",),
    "Une centaine d'instructeurs russes ont débarqué au Burkina Faso.": ("russia deploys-to burkina-faso",),
    "La SADC avait envoyé des troupes en RDC en décembre 2023.": ("sadc deploys-to dr-congo",),
    "L'expulsion de douze diplomates français par Alger a surpris Paris.": ("algeria expels france",),
    "L'Éthiopie a mis à la porte sept responsables de l'ONU.": ("ethiopia expels un",),
    "Anicet Ekane, appréhendé à Douala par des gendarmes camerounais, est mort en détention.": (
        "cameroon arrests anicet-ekane",
    ),
    "Le blocus imposé à Gaza par Israël empêche, déplore l'ONU, l'acheminement de l'aide.": ("israel besieges p-gaza",),
    "L'armée soudanaise a brisé le siège d'El-Obeid imposé par les FSR.": ("rsf besieges p-el-obeid",),
    "Kinshasa a suspendu les activités du PPRD, le parti de Joseph Kabila.": ("dr-congo bans pprd",),
    "Depuis avril 2023, l'armée soudanaise et les FSR se livrent une guerre sans merci.": ("saf-sudan fights rsf",),
    "Des affrontements entre le FLA et les FAMa ont éclaté à Tinzaouaten.": ("fla fights fama",),
    "L'enlèvement de dix-sept missionnaires par le gang 400 Mawozo avait choqué Haïti.": (
        "mawozo-400 kidnaps u-missionnaires-haiti",
    ),
    "Trois Égyptiens kidnappés par le Jnim ont été relâchés contre rançon.": ("jnim kidnaps u-egyptiens",),
    "Les FSR ont annoncé avoir pris Babanusa et tué des dizaines de soldats soudanais.": ("rsf captures p-babanusa",),
    "Bintou Keita, la représentante spéciale du secrétaire général de l'ONU en RDC, a quitté ses fonctions.": (
        "bintou-keita member-of un",
    ),
    "Les Brigades Ezzedine al-Qassam, la branche armée du Hamas, ont revendiqué l'attaque.": (
        "qassam-brigades part-of hamas",
    ),
    "La brigade Azov a été intégrée à la Garde nationale ukrainienne.": (
        "azov-brigade part-of national-guard-ukraine",
    ),
    "Aux relations étroites avec Aqmi, Al-Mourabitoune s'est dissous.": ("al-mourabitoun affiliated-with aqim",),
    "Les Shebab, qui se réclament d'Al-Qaïda, tiennent Jilib.": ("al-shabaab affiliated-with al-qaeda",),
    "Né de la fusion d'Ansar Dine et de la katiba Macina, le Jnim est dirigé par Iyad Ag Ghali.": (
        "ansar-dine merges-with macina-katiba",
    ),
    "Alix Didier Fils-Aimé, nommé par le Conseil présidentiel de transition, a succédé à Garry Conille.": (
        "cpt-haiti appoints alix-fils-aime",
    ),
    "Félix Tshisekedi a porté son choix sur Judith Suminwa comme Première ministre.": (
        "felix-tshisekedi appoints judith-suminwa",
    ),
    "La France dispose d'une base militaire à Djibouti.": ("france operates-in djibouti",),
    "Wagner est implanté en Centrafrique depuis 2018.": ("wagner-group operates-in central-african-republic",),
    "Rubaya, que contrôle le M23, produit du coltan.": ("m23 controls p-rubaya",),
    "Le Darfour est passé sous le contrôle des FSR.": ("rsf controls p-darfour",),
    "Boko Haram, fondé par Mohamed Yusuf, compte des milliers d'hommes.": ("mohammed-yusuf founded boko-haram",),
}
_NOT_SAID = {
    "Le CSP a accusé l'armée malienne d'avoir tué 14 civils à Kidal.": "csp-psd kills u-civils-mali",
    "À Bangui, les instructeurs de Wagner continuent d'encadrer les FACA.": "central-african-republic trains faca",
    "La France a critiqué le Rwanda, à qui elle reproche de soutenir le M23.": "france supports m23",
    "Soutenu par la Russie, l'Iran et le Hezbollah, Bachar al-Assad a longtemps tenu Damas.": "russia supports iran",
    "L'ONU a par ailleurs, dans un rapport publié jeudi, imputé le massacre aux FSR.": "un kills rsf",
    "Ousmane Sonko a fustigé Emmanuel Macron, lui reprochant de mentir.": "emmanuel-macron accuses ousmane-sonko",
}


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    """Text to what frames find in it, by ids."""
    articles = [Article(id=digest(s), lang="fr", text=s, digest=digest(s), cluster=digest(s)) for s in _SAID]
    return {
        analysis.parsed.article.text: {
            f"{one} {proposal.candidate.relation.id} {other}"
            for proposal in analysis.proposals()
            if proposal.candidate.match
            for one in proposal.candidate.subject.actors
            for other in proposal.candidate.object.actors
        }
        for analysis in load_readers(load_settings(), ["fr"])["fr"].analyses(articles)
    }


@pytest.mark.parametrize("text", _SAID)
def test_what_the_news_say_is_found(text: str, found: dict[str, set[str]]) -> None:
    assert set(_SAID[text]) <= found[text]


@pytest.mark.parametrize("text", _NOT_SAID)
def test_what_they_do_not_say_is_not(text: str, found: dict[str, set[str]]) -> None:
    assert _NOT_SAID[text] not in found[text]
