"""The item bank of a course: every question ever made or brought in, with its history, and quizzes drawn from it.

weeks, files of others (entries) -> one SQLite file (store) -> a choice by blueprint and seed (draw) -> a quiz (quiz)
"""
