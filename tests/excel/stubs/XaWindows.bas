Option Explicit
' In place of the shipped module of this name: plays Windows and Excel for the rest of the add-in.

Private Trouble As String
Private Formula As String
Private Starts As Long
Private StartedWith As String
Private Told As String

' What goes wrong from now on ("settings", "python", "dll", "start", "server" or nothing), and which formula asks
Public Function Arrange(ByVal NewTrouble As String, ByVal NewFormula As String)
    Trouble = NewTrouble
    Formula = NewFormula
    Starts = 0
    Told = ""
End Function

Public Function WhatGoesWrong()
    WhatGoesWrong = Trouble
End Function

Public Function NumberOfStarts()
    NumberOfStarts = Starts
End Function

Public Function CommandLineOfStart()
    CommandLineOfStart = StartedWith
End Function

Public Function LastMessage()
    LastMessage = Told
End Function

Public Function XaSetting(ByVal Key As String) As String
    If Trouble <> "settings" Then XaSetting = "C:\Python\" & Key
End Function

Public Function XaFileExists(ByVal FileName As String) As Boolean
    XaFileExists = (Trouble <> "python")
End Function

Public Function XaDllName() As String
    XaDllName = "xlwings64.dll"
End Function

Public Function XaLoadDll(ByVal Folder As String) As Boolean
    Starts = Starts + 1
    XaLoadDll = (Trouble <> "dll")
End Function

Public Function XaActivate(ByVal CommandLine As String, ByRef Answer As Variant) As Boolean
    StartedWith = CommandLine
    Set Answer = New XLPyStub
    XaActivate = (Trouble <> "start")
End Function

Public Function XaCallersFormula() As String
    XaCallersFormula = Formula
End Function

Public Sub XaTell(ByVal Message As String, ByVal Icon As Long)
    Told = Message
End Sub
