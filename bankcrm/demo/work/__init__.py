"""The daily work of the demonstration bank, played on the loaded bank by the portal's own actions.

Every scene acts as the people of the bank would have, on days of the past weeks, and only through
`customers.actions`; nothing of the portal knows that it is played. The same bank gives the same play.
"""
