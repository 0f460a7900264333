"""Tells what somebody does, `Staff Engineer`, from what a talk is called, `From Forms to Facts`."""

from __future__ import annotations

import re

# What a job ends with, in the languages in which most sites of meetups are written; German makes one word of several.
_JOBS = tuple(
    """
    admin administrator advisor adviser advocate ambassador analyst apprentice architect artist assistant associate
    author blogger candidate chair chemist chief coach cofounder co-founder committer consultant contractor contributor
    coordinator creator dean designer dev developer devops director doctor economist editor educator employee engineer
    entrepreneur evangelist executive expert fellow founder freelance freelancer geek hacker head host instructor intern
    investor journalist lawyer lead leader lecturer librarian maintainer maker manager mathematician member mentor
    moderator musician nerd nurse officer operator organiser organizer owner partner photographer physician physicist
    podcaster postdoc practitioner president principal producer professor programmer researcher retired scientist
    secretary self-employed speaker specialist sre statistician strategist student supervisor swe sysadmin teacher
    technician technologist tester trainer translator tutor volunteer vp wizard writer
    ceo cfo cio ciso coo cpo cto dr dr. msc phd ph.d. prof prof.
    architekt architektin autor autorin berater beraterin chefin doktorand doktorandin dozent dozentin entwickler
    entwicklerin forscher forscherin freiberufler freiberuflerin geschäftsführer geschäftsführerin gründer gründerin
    informatiker informatikerin ingenieur ingenieurin leiter leiterin leitung managerin mitarbeiter mitarbeiterin
    professorin studentin trainerin vorstand wissenschaftler wissenschaftlerin
    docent onderzoeker ontwikkelaar oprichter forskare forsker grundare ingenjör utvecklare utvikler udvikler
    dyrektor inżynier programista programistka vývojář vývojářka
    архитектор директор инженер преподаватель разработчик руководитель
    エンジニア 開発者 教授 研究者 工程师 开发者 研究员
    """.split()
)
# Romance languages put what kind of job it is behind it: `développeuse web`.
_FIRST = frozenset(
    """
    ceo cfo chief cio coo cto director dr dr. evp prof prof. professor svp vp
    architecte autrice auteur chercheur chercheuse chef cheffe consultante développeur développeuse directeur directrice
    doctorant doctorante enseignant enseignante étudiant étudiante fondateur fondatrice ingénieur ingénieure professeur
    professeure responsable
    arquitecta arquitecto desarrollador desarrolladora directora estudiante fundador fundadora gerente ingeniera
    ingeniero investigador investigadora profesor profesora programador programadora consultor consultora
    arquiteta arquiteto desenvolvedor desenvolvedora diretor diretora engenheira engenheiro estudante pesquisador
    pesquisadora professora
    architetto direttore direttrice fondatore fondatrice ingegnere ricercatore ricercatrice studente studentessa
    sviluppatore sviluppatrice
    """.split()
)
# Jobs have no words such as these; sentences and titles do.
_NO_JOB = frozenset(
    """
    a an are as be becoming being can do every from has have how i is like meet my no not one or our should so that the
    this to toward towards versus vs we what when why will without you your
    als das dein der die ein eine einen ist mein vom vom warum was wie wir zum zur
    comment elle je la le les mon notre pourquoi quand quoi un une vers
    como cómo cuando el los mi nuestro por porque qué una
    """.split()
)
_HEAD = re.compile(
    r"\s+(?:of|at|for|in|with|and|@|de|du|des|do|da|di|d[e']l|für|bei|im|und|chez|en|et|pour|van|voor|på|y|e)\s"
    r"|\s*[,;/|&(@+]|\s[-–—]\s"
)
_LEVEL = re.compile(r"\s+(?:[IV]{1,3}|\d)$")
_GENDER = re.compile(r"[:*·_/](?:in|innen|euse|trice|ne|e|a)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[?!:\"“”„«»…]")
_LONGEST = 6
_COMPOUND = 6


def is_job(text: str) -> bool:
    """Whether a text names what somebody does: it ends with a word for that, or does so before `of`, `at`, a comma."""
    text = _GENDER.sub("", text.strip())
    words = _LEVEL.sub("", _HEAD.split(text, maxsplit=1)[0]).casefold().split()
    if not words or len(words) > _LONGEST or _SENTENCE.search(text) or not _NO_JOB.isdisjoint(words):
        return False
    return words[0] in _FIRST or words[-1] in _FIRST or any(_names(words[-1], job) for job in _JOBS)


def _names(word: str, job: str) -> bool:
    return (
        word == job or word.endswith("-" + job) or (word.endswith(job) and (len(job) >= _COMPOUND or not job.isascii()))
    )
