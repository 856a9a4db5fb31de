Attribute VB_Name = "XaRuntime"
Option Explicit
Option Private Module
' Between Excel and Python. Which Python runs is said by the user's own registry alone, never by a workbook or its
' folder; -P keeps Python from importing what lies in the current folder.

Private Const NOT_INSTALLED As Long = 20001
Private Const NAME_ERROR As Long = 2029 ' #NAME?, as on a computer without the add-in

Private StartLine As String
Private PausedUntil As Date
Private PausedFor As String

' The Python side (xlwings' XLPython object); raises NOT_INSTALLED with a sentence when there is none
Public Function XLPy() As Object
    Dim Answer As Variant
    If Now < PausedUntil Then Err.Raise NOT_INSTALLED, , PausedFor
    If StartLine = "" Then StartLine = XaStartLine()
    If Not XaActivate(StartLine, Answer) Then XaRefuse "Python 没有应答，其中可能没有安装 xladdin。"
    Set XLPy = Answer
End Function

Private Function XaStartLine() As String
    Dim Interpreter As String, Folder As String
    Interpreter = XaSetting("interpreter")
    Folder = XaSetting("dlldir")
    If Interpreter = "" Then XaRefuse "这台电脑上还没有 xladdin 的设置。"
    If Not XaFileExists(Interpreter) Then XaRefuse "找不到 Python（" & Interpreter & "）。"
    If Not XaLoadDll(Folder) Then XaRefuse "找不到或不能加载 " & Folder & "\" & XaDllName() & "。"
    XaStartLine = Chr(34) & Interpreter & Chr(34) & " -P -m xladdin.excel.server $(CLSID)"
End Function

' For half a minute nothing tries again, or each of a hundred cells would wait for a start that fails
Private Sub XaRefuse(ByVal Reason As String)
    StartLine = ""
    PausedFor = "请先安装：" & Reason & "请关闭 Excel，运行 xladdin install，再打开 Excel。"
    PausedUntil = Now + 30 / 86400
    Err.Raise NOT_INSTALLED, , PausedFor
End Sub

' What a cell shows when its function could not be asked: inside IFERROR an error value, so that the native formula
' computes; otherwise a sentence
Public Function XaFailure(ByVal Number As Long, ByVal Description As String) As Variant
    If InStr(1, XaCallersFormula(), "IFERROR(", vbTextCompare) > 0 Then
        XaFailure = CVErr(NAME_ERROR)
    Else
        XaFailure = XaSentence(Number, Description)
    End If
End Function

' A button: xladdin.excel.ribbon.press(action, open) does the work on the active workbook and may answer with a sentence.
' Without an open workbook, as in protected view, xlwings would keep the one of the last click: hence Python is told
Public Sub XaPress(ByVal Action As String)
    Dim Answer As String, IsOpen As Boolean
    On Error GoTo Failed
    PausedUntil = 0
    IsOpen = Not (ActiveWorkbook Is Nothing)
    Answer = XLPy.CallUDF("xladdin.excel.ribbon", "press", Array(Action, IsOpen), ActiveWorkbook)
    If Answer <> "" Then XaTell Answer, vbInformation
    Exit Sub
Failed:
    XaTell XaSentence(Err.Number, Err.Description), vbExclamation
End Sub

Private Function XaSentence(ByVal Number As Long, ByVal Description As String) As String
    XaSentence = "与 Python 的连接中断，这一步没有完成。请再试一次；仍不行请点“检查环境”。"
    If Number = NOT_INSTALLED Then XaSentence = Description
End Function
